//! Finding an association by where it is: a form of one, two, then three lists, and what was found.

use domain::id::Id;
use leptos::prelude::*;

use super::page::Frame;
use crate::component::{Button, ButtonKind, ChoiceOption, Select};
use crate::i18n::Directory as Words;

/// A place of one level: its code and name.
pub type Named = (String, String);

/// What there is to choose from at one level, and what was chosen.
#[derive(Debug, Clone, Default)]
pub struct Level {
    /// The places.
    pub places: Vec<Named>,
    /// The code of the chosen one; empty for all of them.
    pub chosen: String,
}

/// An association that chose to be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub id: Id,
    /// Its name in the reader's script, or in the one there is.
    pub name: String,
    /// The name of its commune.
    pub commune: String,
}

/// The directory as it stands on the page.
#[derive(Debug, Clone, Default)]
pub struct Directory {
    /// Regions.
    pub regions: Level,
    /// Provinces of the chosen region.
    pub provinces: Level,
    /// Communes of the chosen province.
    pub communes: Level,
    /// What was found; none where nothing was looked for.
    pub found: Option<Vec<Line>>,
    /// Where the next ones begin, if there are more.
    pub next: Option<String>,
}

impl Directory {
    /// What was chosen, as an address says it behind the language.
    pub(super) fn asked(&self) -> String {
        let levels = [
            ("region", &self.regions),
            ("province", &self.provinces),
            ("commune", &self.communes),
        ];
        let chosen = levels.into_iter().filter(|(_, level)| !level.chosen.is_empty());
        chosen
            .map(|(name, level)| format!("&{name}={}", level.chosen))
            .collect()
    }
}

/// The form and what was found by it.
#[component]
pub(super) fn DirectoryPart(
    /// What the server knows of the page.
    frame: Frame,
    /// The directory as it stands.
    directory: Directory,
) -> impl IntoView {
    let words = Words::of(frame.lang);
    let Directory {
        regions,
        provinces,
        communes,
        found,
        next,
    } = directory;
    let further = next.map(|next| format!("{}{}&after={next}#found", frame.link("/"), frame.asked));
    view! {
        <section class="card" id="directory">
            <h2 class="card__title">{words.title}</h2>
            <form class="site__form" method="get" action="/#found">
                <p class="muted">{words.lead}</p>
                <input type="hidden" name="lang" value=frame.lang.code() />
                {choose(words.region, "region", words.any_region, regions)}
                {choose(words.province, "province", words.any_province, provinces)}
                {choose(words.commune, "commune", words.any_commune, communes)}
                <Button kind=ButtonKind::Quiet label=words.search submit=true block=true />
            </form>
        </section>
        {found.map(|found| view! { <Found frame found further /> }.into_any())}
    }
}

/// One level; nothing before the level above is chosen.
fn choose(label: &'static str, name: &'static str, all: &'static str, level: Level) -> AnyView {
    let list = (!level.places.is_empty()).then(|| {
        let places = level.places.into_iter();
        let places = places.map(|(code, name)| ChoiceOption::new(code, name));
        let options: Vec<_> = core::iter::once(ChoiceOption::new("", all))
            .chain(places)
            .collect();
        view! { <Select label name options selected=RwSignal::new(level.chosen) /> }
    });
    list.into_any()
}

#[component]
fn Found(
    /// What the server knows of the page.
    frame: Frame,
    /// Those that were found.
    found: Vec<Line>,
    /// Where there are more.
    further: Option<String>,
) -> impl IntoView {
    let words = Words::of(frame.lang);
    let title = match (found.is_empty(), &further) {
        (true, _) => words.none.to_owned(),
        (false, None) => words.found(found.len() as u64),
        (false, Some(_)) => String::new(),
    };
    let lines = found.into_iter().map(move |line| {
        let link = frame.link(&format!("/a/{}", line.id));
        view! {
            <li>
                <a href=link><bdi>{line.name}</bdi></a>
                <p class="muted"><bdi>{line.commune}</bdi></p>
            </li>
        }
    });
    view! {
        <section class="card" id="found">
            {(!title.is_empty()).then(|| view! { <p role="status">{title}</p> })}
            <ul class="site__found">{lines.collect_view()}</ul>
            {further.map(|further| view! { <a class="button button--quiet button--block" href=further>{words.more}</a> })}
        </section>
    }
}
