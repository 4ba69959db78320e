//! The attendance list of a general assembly: who is called, in which capacity, and their signatures.

use app::i18n::{Lang, Paper as Words};
use domain::id::Id;
use domain::view::roll;

use super::attendance::facts;
use super::grid::{Column, Grid};
use super::head::{head, signing};
use super::pages::{Align, Pages};
use super::{Known, PaperError};

/// Rows left empty, for those who come without being on the list.
const SPARE: usize = 10;

/// The list of a session; none where the activity has no such session.
pub fn assembly(known: &Known, session: Id, lang: Lang) -> Result<Option<Vec<u8>>, PaperError> {
    let Some(roll) = roll(&known.replica, session, lang == Lang::Ar) else {
        return Ok(None);
    };
    let words = Words::of(lang);
    let mut pages = Pages::new(lang, false)?;
    head(
        &mut pages,
        &known.association,
        words.assembly,
        &facts(known, &roll, lang),
    );
    let names = roll.people.lines().iter().map(|line| line.name.clone());
    let names = names.chain((0..SPARE).map(|_| String::new()));
    let rows: Vec<Vec<String>> = names
        .enumerate()
        .map(|(at, name)| vec![(at + 1).to_string(), name])
        .collect();
    let grid = Grid {
        columns: vec![
            Column::new(words.number, 0.6, Align::Middle),
            Column::new(words.name, 3.8, Align::Start),
            Column::new(words.capacity, 2.0, Align::Start),
            Column::new(words.signature, 2.6, Align::Start),
        ],
        size: 10.0,
        least: 26.0,
        ruled: true,
    };
    grid.draw(&mut pages, &rows);
    signing(&mut pages, &[words.president_signs, words.secretary_signs]);
    pages
        .finish(words.assembly, |number, of| words.page(number, of))
        .map(Some)
}
