//! People recorded twice, as a head reads them: who is asked about, two side by side, what was said lately.

use core::cmp::Reverse;

use super::people::{People, PersonLine, person_line};
use super::shown::{Shown, name_of, shown};
use crate::id::Id;
use crate::kind::Kind;
use crate::names::Hearing;
use crate::record::{Beneficiary, Mark, Pair, Sameness, View, attendance, spec};
use crate::replica::Replica;
use crate::same::{self, CHOSEN, Candidate, Ground, Known, Likeness};
use crate::time::{Day, Millis};
use crate::value::FieldNo;

/// Two people who are likely one, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwiceLine {
    /// The one who would stand for both: whoever came oftener, then whose id is lower.
    pub kept: PersonLine,
    /// The other.
    pub other: PersonLine,
    /// What speaks for it, the name first.
    pub grounds: Vec<Ground>,
}

/// Everybody who was likely recorded twice, the likeliest first.
pub fn twice(replica: &Replica, found: &[Candidate], arabic: bool, today: Day) -> Vec<TwiceLine> {
    let line = |candidate: &Candidate| {
        let (kept, other) = in_order(replica, candidate.one, candidate.other);
        let line = |id| Some(person_line(replica.get(id)?, arabic, today));
        Some(TwiceLine {
            kept: line(kept)?,
            other: line(other)?,
            grounds: candidate.likeness.grounds.clone(),
        })
    };
    found.iter().filter_map(line).collect()
}

/// Two people, first whoever came oftener.
fn in_order(replica: &Replica, one: Id, other: Id) -> (Id, Id) {
    let (one, other) = (one.min(other), one.max(other));
    if times(replica, other) > times(replica, one) {
        (other, one)
    } else {
        (one, other)
    }
}

fn times(replica: &Replica, person: Id) -> usize {
    let marks = replica.referring(person, Kind::Attendance);
    marks
        .filter(|mark| mark.read::<Mark>(attendance::STATUS).came())
        .count()
}

/// One field of two people, beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BesideField {
    /// Its number.
    pub number: FieldNo,
    /// Its name, a key for words.
    pub name: &'static str,
    /// What the one says who would be kept.
    pub kept: Shown,
    /// What the other says.
    pub other: Shown,
    /// Whether they differ, and both say something: then somebody must choose.
    pub differs: bool,
}

/// Two people beside each other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    /// The one who would stand for both.
    pub kept: PersonLine,
    /// The other.
    pub other: PersonLine,
    /// How often each came.
    pub times: [usize; 2],
    /// In how many activities each is or was.
    pub activities: [usize; 2],
    /// What at least one of them says, field by field.
    pub fields: Vec<BesideField>,
    /// What speaks for their being one; none where something speaks against it.
    pub grounds: Vec<Ground>,
    /// What was said of them.
    pub said: Sameness,
}

/// Two people beside each other; `None` where the phone lacks one of them.
pub fn beside(replica: &Replica, one: Id, other: Id, arabic: bool, today: Day) -> Option<Beside> {
    let (kept, other) = in_order(replica, one, other);
    let (first, second) = (replica.get(kept)?, replica.get(other)?);
    let field = |number: FieldNo| {
        let of = |record: &crate::record::Record| {
            shown(
                replica,
                Kind::Beneficiary,
                number,
                record.fields.get(number),
                arabic,
            )
        };
        let (kept, other) = (of(first), of(second));
        let says = |value: &Shown| !matches!(value, Shown::Nothing | Shown::Code("unknown"));
        (says(&kept) || says(&other)).then(|| BesideField {
            number,
            name: spec(Kind::Beneficiary, number).map_or("", |spec| spec.name),
            differs: says(&kept) && says(&other) && kept != other,
            kept,
            other,
        })
    };
    let registered = |person| replica.count_referring(person, Kind::Registration);
    let likeness = alike(&Beneficiary::of(first), &Beneficiary::of(second)).unwrap_or_default();
    Some(Beside {
        kept: person_line(first, arabic, today),
        other: person_line(second, arabic, today),
        times: [times(replica, kept), times(replica, other)],
        activities: [registered(kept), registered(other)],
        fields: CHOSEN.into_iter().filter_map(field).collect(),
        grounds: likeness.grounds,
        said: replica
            .view::<Pair>(Pair::id(kept, other))
            .map_or(Sameness::Open, |pair| pair.said),
    })
}

fn alike(one: &Beneficiary, other: &Beneficiary) -> Option<Likeness> {
    let mut hearing = Hearing::default();
    let one = Known::of(one, &mut hearing);
    one.likeness(&Known::of(other, &mut hearing))
}

/// What a head said of two people.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaidLine {
    /// The pair.
    pub id: Id,
    /// Who stands for both; of two people, whose id is lower.
    pub one: Id,
    /// The other.
    pub other: Id,
    /// Their names.
    pub names: [String; 2],
    /// What was said.
    pub said: Sameness,
    /// Name of who said it; empty until the server has heard of it.
    pub by: String,
    /// When it was said.
    pub at: Option<Millis>,
    /// Whether it can be taken back still.
    pub undoable: bool,
}

/// What was said of pairs of people, the newest first, at most `most`.
pub fn said_of_two(replica: &Replica, arabic: bool, now: Millis, most: usize) -> Vec<SaidLine> {
    let all = replica
        .all(Kind::Pair)
        .map(|record| (record.id, Pair::of(record)));
    let mut pairs: Vec<(Id, Pair)> = all
        .filter(|(_, pair)| matches!(pair.said, Sameness::Same | Sameness::Different))
        .collect();
    // What this phone just said has no time yet, and is the newest.
    pairs.sort_by_key(|(id, pair)| (pair.at.is_some(), Reverse(pair.at), *id));
    let line = |(id, pair): (Id, Pair)| {
        let one = pair.kept.unwrap_or(pair.one);
        let other = pair.beside(one);
        SaidLine {
            id,
            one,
            other,
            names: [one, other].map(|person| name_of(replica, person, arabic)),
            undoable: pair.said == Sameness::Different
                || pair.at.is_none_or(|at| same::can_be_parted(at, now)),
            said: pair.said,
            by: pair
                .by
                .map_or_else(String::new, |by| name_of(replica, by, arabic)),
            at: pair.at,
        }
    };
    pairs.into_iter().take(most).map(line).collect()
}

/// Somebody known already, like the person who is being added, and what speaks for their being one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LikeLine {
    /// Who.
    pub person: PersonLine,
    /// What speaks for it; only names where little does.
    pub grounds: Vec<Ground>,
    /// Whether it is likely, and not only possible.
    pub likely: bool,
}

/// People of a name who are looked at closely.
const CLOSELY: usize = 24;

/// Who of these people is like somebody who is being added, the likeliest first, at most so many.
pub fn like(replica: &Replica, people: &People, draft: &Beneficiary, most: usize) -> Vec<LikeLine> {
    let names = [draft.name_in(true), draft.name_in(false)];
    let said = names.iter().filter(|name| name.chars().count() > 2);
    let named = said.flat_map(|name| people.find(name).into_iter().take(CLOSELY));
    let numbers = [&draft.phone, &draft.guardian_phone].into_iter();
    let numbered = numbers
        .filter(|number| !number.is_empty())
        .flat_map(|number| people.find(number).into_iter().take(CLOSELY));
    let mut seen = Vec::new();
    for at in named.chain(numbered) {
        if !seen.contains(&at) {
            seen.push(at);
        }
    }
    let mut lines: Vec<(u32, LikeLine)> = seen
        .into_iter()
        .filter_map(|at| {
            let person = people.lines()[at].clone();
            let likeness = alike(draft, &replica.view(person.id)?);
            let likely = likeness.as_ref().is_some_and(Likeness::is_enough);
            let weight = likeness.as_ref().map_or(0, Likeness::weight);
            let grounds = likeness.unwrap_or_default().grounds;
            Some((
                weight,
                LikeLine {
                    person,
                    grounds,
                    likely,
                },
            ))
        })
        .collect();
    lines.sort_by_key(|(weight, _)| Reverse(*weight));
    lines.into_iter().take(most).map(|(_, line)| line).collect()
}
