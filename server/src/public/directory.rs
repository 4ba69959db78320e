//! The directory: associations that chose to be found, by where they are.

use app::i18n::Lang;
use app::site::directory::{Directory, Level, Line};
use domain::record::{Association, Record, View};

use crate::places;
use crate::store::{Store, StoreError};

/// Associations on one page.
const PAGE: usize = 30;

/// What somebody looks for: codes of places, empty where nothing is chosen, and where the page before ended.
#[derive(Debug, Clone, Default)]
pub struct Sought {
    /// A region.
    pub region: String,
    /// A province or prefecture.
    pub province: String,
    /// A commune.
    pub commune: String,
    /// What the page before ended with.
    pub after: String,
}

/// The directory as it stands for who looks so. A place that does not lie in the one above counts as not chosen.
pub async fn directory(store: &Store, sought: Sought, lang: Lang) -> Result<Directory, StoreError> {
    let arabic = lang == Lang::Ar;
    let regions = level(places::regions(arabic), sought.region);
    let provinces = level(places::provinces(&regions.chosen, arabic), sought.province);
    let communes = level(places::communes(&provinces.chosen, arabic), sought.commune);
    let chosen = [&communes, &provinces, &regions]
        .into_iter()
        .map(|level| level.chosen.as_str())
        .find(|code| !code.is_empty());
    let (mut found, mut next) = (None, None);
    if let Some(code) = chosen {
        let after = read(&sought.after);
        let mut records = store.listed(&places::reach(code), after, PAGE + 1).await?;
        let more = records.len() > PAGE;
        records.truncate(PAGE);
        next = records.last().filter(|_| more).map(mark);
        found = Some(records.iter().map(|record| line(record, arabic)).collect());
    }
    Ok(Directory {
        regions,
        provinces,
        communes,
        found,
        next,
    })
}

fn level(places: Vec<(String, String)>, chosen: String) -> Level {
    let known = places.iter().any(|(code, _)| *code == chosen);
    Level {
        places,
        chosen: if known { chosen } else { String::new() },
    }
}

fn line(record: &Record, arabic: bool) -> Line {
    let profile = Association::of(record);
    Line {
        id: record.id,
        name: profile.name(arabic).to_owned(),
        commune: places::shown(&profile.commune, arabic),
    }
}

/// Where a page ends: the commune and the id of its last line.
fn mark(record: &Record) -> String {
    format!("{}_{}", Association::of(record).commune, record.id)
}

fn read(mark: &str) -> Option<(String, domain::id::Id)> {
    let (commune, id) = mark.split_once('_')?;
    Some((commune.to_owned(), id.parse().ok()?))
}
