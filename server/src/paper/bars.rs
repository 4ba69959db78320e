//! Bars by sex and age.

use app::i18n::{HIDDEN, Person as PersonWords, group};
use domain::record::Sex;

use super::pages::{Align, Ink, Pages, Style};

/// One band of age: what it is called, and how many of each sex; nothing for a number that is not shown.
pub(super) struct Band {
    pub(super) name: String,
    pub(super) people: Vec<(Sex, Option<u64>)>,
}

/// How many people of a sex and a band; nothing for a number that is not shown.
pub(super) type Count = ((Sex, Option<usize>), Option<u64>);

const BAR: f32 = 9.0;
const GAP: f32 = 5.0;
/// Width for the names of the bands, and for the number behind a bar.
const NAMES: f32 = 110.0;
const NUMBERS: f32 = 44.0;

/// Draws the bands below each other, a bar a sex.
pub(super) fn bars(pages: &mut Pages, bands: &[Band]) {
    legend(pages, bands);
    let shown = bands
        .iter()
        .flat_map(|band| &band.people)
        .filter_map(|(_, people)| *people);
    let most = shown.max().unwrap_or_default().max(1);
    for band in bands {
        let height = band.people.len() as f32 * BAR + GAP;
        if pages.left() < height {
            pages.next();
        }
        one(pages, band, most);
        pages.y += height;
    }
}

fn one(pages: &mut Pages, band: &Band, most: u64) {
    let (lang, style) = (pages.lang(), Style::of(9.0));
    let top = pages.y;
    for line in pages.lines(&band.name, style, NAMES).into_iter().take(1) {
        pages.draw(
            line,
            style,
            Align::Start,
            (0.0, NAMES),
            top + (band.people.len() as f32 * BAR - style.leading()) / 2.0,
        );
    }
    let room = pages.width() - NAMES - NUMBERS;
    let small = Style::of(7.5);
    for (number, (sex, people)) in band.people.iter().enumerate() {
        let y = top + number as f32 * BAR;
        let width = people.map_or(0.0, |people| (room * people as f32 / most as f32).max(1.0));
        pages.fill((NAMES, width), (y, BAR - 2.0), ink(*sex));
        let said = people.map_or_else(|| HIDDEN.to_owned(), |people| group(lang, people));
        for line in pages.lines(&said, small, NUMBERS) {
            pages.draw(line, small, Align::Start, (NAMES + width + 4.0, NUMBERS), y - 2.5);
        }
    }
}

/// Which colour is which sex, of those there are.
fn legend(pages: &mut Pages, bands: &[Band]) {
    let (words, style) = (PersonWords::of(pages.lang()), Style::of(9.0));
    let mut start = NAMES;
    for sex in [Sex::Female, Sex::Male, Sex::Unknown] {
        if !bands
            .iter()
            .flat_map(|band| &band.people)
            .any(|(other, _)| *other == sex)
        {
            continue;
        }
        pages.fill((start, 8.0), (pages.y + 3.0, 8.0), ink(sex));
        start += 12.0;
        for line in pages
            .lines(words.sex(sex.name()), style, 120.0)
            .into_iter()
            .take(1)
        {
            let width = line.width * style.size;
            pages.draw(line, style, Align::Start, (start, 120.0), pages.y);
            start += width + 14.0;
        }
    }
    pages.y += style.leading() + GAP;
}

const fn ink(sex: Sex) -> Ink {
    match sex {
        Sex::Female => Ink::Teal,
        Sex::Male => Ink::Saffron,
        _ => Ink::Hair,
    }
}

/// The bands of a report, in the order of ages, those of no known age last.
pub(super) fn bands(cells: &[Count], name: impl Fn(Option<usize>) -> String) -> Vec<Band> {
    let mut ages: Vec<Option<usize>> = cells.iter().map(|((_, band), _)| *band).collect();
    ages.sort_by_key(|band| (band.is_none(), *band));
    ages.dedup();
    let of = |age: Option<usize>| {
        let cells = cells.iter().filter(move |((_, band), _)| *band == age);
        cells.map(|((sex, _), people)| (*sex, *people)).collect()
    };
    ages.into_iter()
        .map(|age| Band {
            name: name(age),
            people: of(age),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_stands_in_its_band_and_an_unknown_age_comes_last() {
        let cells = [
            ((Sex::Female, None), Some(1)),
            ((Sex::Female, Some(2)), None),
            ((Sex::Male, Some(0)), Some(7)),
            ((Sex::Male, Some(2)), Some(9)),
        ];
        let bands = bands(&cells, |band| format!("{band:?}"));
        let names: Vec<&str> = bands.iter().map(|band| band.name.as_str()).collect();
        assert_eq!(names, ["Some(0)", "Some(2)", "None"]);
        assert_eq!(bands[1].people, [(Sex::Female, None), (Sex::Male, Some(9))]);
    }
}
