//! The register of volunteers: contractual ones apart from all others, as law 06-18 has it, with the time each gave.

use app::i18n::{Field, Lang, Paper as Words, Report as Figures, Team, Volunteering, hours};
use domain::record::{Association, Engagement, Member};
use domain::report::Given;
use domain::time::{Day, Millis};

use super::PaperError;
use super::grid::{Column, Grid};
use super::head::{head, short, signing};
use super::pages::{Align, Ink, Pages, Style};
use super::structure::Part;

/// The volunteers of an association, and what they gave in a period.
#[derive(Debug)]
pub struct Volunteers {
    /// The association.
    pub association: Association,
    /// First and last day.
    pub days: (Day, Day),
    /// Each member with what they gave, in the order in which they are listed.
    pub members: Vec<(Member, Given)>,
}

impl Volunteers {
    /// Of a team those whose accounts are open, and whoever gave time in the period.
    pub fn of(
        association: Association,
        days: (Day, Day),
        team: impl Iterator<Item = (Member, Given)>,
    ) -> Self {
        let listed =
            |(member, given): &(Member, Given)| !member.closed || given.total() > 0 || given.sessions > 0;
        let mut members: Vec<(Member, Given)> = team.filter(listed).collect();
        members.sort_by(|(one, _), (other, _)| (other.role, &one.name).cmp(&(one.role, &other.name)));
        Volunteers {
            association,
            days,
            members,
        }
    }
}

/// The register, on pages that lie on their side.
pub fn volunteers(told: &Volunteers, lang: Lang) -> Result<Vec<u8>, PaperError> {
    let (words, own) = (Words::of(lang), Volunteering::of(lang));
    let mut pages = Pages::new(lang, true)?;
    let period = words.days(&short(told.days.0), &short(told.days.1));
    head(
        &mut pages,
        &told.association,
        own.register,
        &[(words.period, period)],
    );
    for (title, contractual) in [(own.contractual, true), (own.informal, false)] {
        pages.part(Part::Heading, |pages| {
            pages.paragraph(title, Style::of(12.0).bold().ink(Ink::Teal), Align::Start);
        });
        pages.y += 4.0;
        let of_kind =
            |(member, _): &&(Member, Given)| (member.engagement == Engagement::Contractual) == contractual;
        let rows: Vec<Vec<String>> = told
            .members
            .iter()
            .filter(of_kind)
            .enumerate()
            .map(|(at, (member, given))| row(at, member, given, contractual, lang))
            .collect();
        if rows.is_empty() {
            pages.paragraph(own.nobody, Style::of(10.0), Align::Start);
        } else {
            grid(contractual, lang).draw(&mut pages, &rows);
        }
        pages.y += 14.0;
    }
    signing(&mut pages, &[words.president_signs, words.secretary_signs]);
    pages.finish(own.register, |number, of| words.page(number, of))
}

fn row(at: usize, member: &Member, given: &Given, contractual: bool, lang: Lang) -> Vec<String> {
    let day = |day: Option<Day>| day.map_or_else(String::new, short);
    let undertook = member.undertook.map(|at: Millis| at.on_wall(0).0);
    let mut row = vec![
        (at + 1).to_string(),
        member.name.clone(),
        Team::of(lang).role(member.role.name()).to_owned(),
    ];
    if contractual {
        row.extend([
            member.contract.clone(),
            day(member.contract_from),
            day(member.contract_to),
            member.accreditation.clone(),
        ]);
    }
    row.extend([
        undertook.map_or_else(|| NOT_YET.to_owned(), short),
        member
            .undertaken_text()
            .map_or_else(String::new, |text| text.to_string()),
        hours(lang, given.minutes),
        hours(lang, given.by_hand),
        hours(lang, given.total()),
    ]);
    row
}

/// Stands where nothing was undertaken yet.
const NOT_YET: &str = "—";

fn grid(contractual: bool, lang: Lang) -> Grid {
    let (words, own, figures) = (Words::of(lang), Volunteering::of(lang), Figures::of(lang));
    let field = Field::of(lang);
    let mut columns = vec![
        Column::new(words.number, 0.7, Align::Middle),
        Column::new(words.name, 3.6, Align::Start),
        Column::new(field.role, 2.0, Align::Start),
    ];
    if contractual {
        columns.extend([
            Column::new(field.contract, 1.9, Align::Start),
            Column::new(field.contract_from, 1.7, Align::Middle),
            Column::new(field.contract_to, 1.7, Align::Middle),
            Column::new(own.accreditation_short, 1.8, Align::Start),
        ]);
    }
    columns.extend([
        Column::new(field.undertook, 1.9, Align::Middle),
        Column::new(own.text_short, 1.0, Align::Middle),
        Column::new(own.at_sessions, 1.3, Align::Middle),
        Column::new(own.by_hand, 1.3, Align::Middle),
        Column::new(figures.all_hours, 1.3, Align::Middle),
    ]);
    Grid {
        columns,
        size: 9.0,
        least: 22.0,
        ruled: true,
    }
}
