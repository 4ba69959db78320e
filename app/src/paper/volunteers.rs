//! The register of volunteers: contractual ones apart from all others, as law 06-18 has it, with the time each gave.

use domain::calendar::offset_in_morocco;
use domain::kind::Kind;
use domain::record::{Association, Engagement, Member, View};
use domain::report::{Given, Query, report};
use domain::time::{Day, Millis};
use domain::view::facts;

use super::{Column, Head, Paper, Papers, Part, Table, short};
use crate::i18n::{Field, Lang, Paper as Words, Report as Figures, Team as TeamWords, Volunteering, hours};

/// Stands where nothing was undertaken yet.
const NOT_YET: &str = "—";

/// The volunteers of an association, and what they gave in a period.
#[derive(Debug)]
pub struct Team {
    /// First and last day.
    pub days: (Day, Day),
    /// Each member with what they gave, in the order in which they are listed.
    pub members: Vec<(Member, Given)>,
}

impl Papers<'_> {
    /// The register of a period, from what is known of the whole association.
    pub fn volunteers(self, days: (Day, Day), today: Day) -> Paper {
        let given = report(&facts(self.replica), &Query::of(days.0, days.1, today)).volunteers;
        let team = self.replica.all(Kind::Member).map(|record| {
            let given = given.get(&record.id).copied().unwrap_or_default();
            (Member::of(record), given)
        });
        Team::of(days, team).register(self.association, self.lang)
    }
}

impl Team {
    /// Of a team those whose accounts are open, and whoever gave time in the period.
    pub fn of(days: (Day, Day), team: impl Iterator<Item = (Member, Given)>) -> Self {
        let listed =
            |(member, given): &(Member, Given)| !member.closed || given.total() > 0 || given.sessions > 0;
        let mut members: Vec<(Member, Given)> = team.filter(listed).collect();
        members.sort_by(|(one, _), (other, _)| (other.role, &one.name).cmp(&(one.role, &other.name)));
        Team { days, members }
    }

    /// The register.
    pub fn register(&self, association: &Association, lang: Lang) -> Paper {
        let (words, own) = (Words::of(lang), Volunteering::of(lang));
        let period = words.days(&short(self.days.0), &short(self.days.1));
        let kinds = [(own.contractual, true), (own.informal, false)];
        let parts = kinds
            .into_iter()
            .flat_map(|(title, contractual)| [Part::Heading(title), self.listed(contractual, lang)]);
        Paper {
            head: Head::of(association, own.register, vec![(words.period, period)], lang),
            wide: true,
            parts: parts.collect(),
            signed: vec![words.president_signs, words.secretary_signs],
        }
    }

    fn listed(&self, contractual: bool, lang: Lang) -> Part {
        let of_kind =
            |(member, _): &&(Member, Given)| (member.engagement == Engagement::Contractual) == contractual;
        let rows: Vec<Vec<String>> = self
            .members
            .iter()
            .filter(of_kind)
            .enumerate()
            .map(|(at, (member, given))| row(at, member, given, contractual, lang))
            .collect();
        if rows.is_empty() {
            return Part::Text(Volunteering::of(lang).nobody);
        }
        Part::Table(Table {
            columns: columns(contractual, lang),
            rows,
            size: 9.0,
            least: 22.0,
        })
    }
}

fn row(at: usize, member: &Member, given: &Given, contractual: bool, lang: Lang) -> Vec<String> {
    let day = |day: Option<Day>| day.map_or_else(String::new, short);
    let undertook = member
        .undertook
        .map(|at: Millis| at.on_wall(offset_in_morocco(at)).0);
    let mut row = vec![
        (at + 1).to_string(),
        member.name.clone(),
        TeamWords::of(lang).role(member.role.name()).to_owned(),
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

fn columns(contractual: bool, lang: Lang) -> Vec<Column> {
    let (words, own, figures) = (Words::of(lang), Volunteering::of(lang), Figures::of(lang));
    let field = Field::of(lang);
    let mut columns = vec![
        Column::middle(words.number, 0.7),
        Column::start(words.name, 3.6),
        Column::start(field.role, 2.0),
    ];
    if contractual {
        columns.extend([
            Column::start(field.contract, 1.9),
            Column::middle(field.contract_from, 1.7),
            Column::middle(field.contract_to, 1.7),
            Column::start(own.accreditation_short, 1.8),
        ]);
    }
    columns.extend([
        Column::middle(field.undertook, 1.9),
        Column::middle(own.text_short, 1.0),
        Column::middle(own.at_sessions, 1.3),
        Column::middle(own.by_hand, 1.3),
        Column::middle(figures.all_hours, 1.3),
    ]);
    columns
}
