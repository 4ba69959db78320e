//! Entries of the log as they belong together: one roll call is one, and so is one item handed over to many, a series of
//! sessions planned, called off or moved at once, a run of cards, an import.

use std::collections::{BTreeMap, BTreeSet};

use super::log::{FieldChange, LogLine};
use super::roll::Counts;
use super::shown::Shown;
use crate::change::Edit;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::{CancelReason, Mark};
use crate::time::Millis;

/// Why a session is called off that is at another time.
const MOVED: &str = CancelReason::Moved.name();
/// Marks of one session further apart than this are not one roll call.
const PAUSE_MS: i64 = 2 * 3_600_000;
/// Fewer marks than this are told one by one.
const FEW: usize = 3;
/// After so many entries in a row that belong to nothing that was begun, what may complete it is looked for no further.
const QUIET: usize = 200;
/// For how many entries what was begun is completed.
const AHEAD: usize = 1_000;

/// What entries that are told as one come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Sum {
    /// A roll call: how many people were left in each state.
    Roll(Counts),
    /// An item handed over: how many times that was left so.
    Handed(usize),
    /// Sessions planned at once.
    Planned(usize),
    /// Sessions called off at once.
    CalledOff(usize),
    /// Sessions moved at once: each called off there, and planned here.
    Moved(usize),
    /// People given a card at once.
    Cards(usize),
    /// People a list brought.
    Imported(usize),
}

/// Entries that are told as one; or a single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The entries, newest first; never none.
    pub lines: Vec<LogLine>,
    /// What they come to; none for a single entry.
    pub sum: Option<Sum>,
    /// Whether all of its entries are known: else it comes to at least so much.
    pub whole: bool,
    /// What puts back all of a roll call, of the marks that stand as it left them.
    pub back: Vec<Edit>,
}

impl Gathered {
    fn one(line: LogLine) -> Self {
        Gathered {
            lines: vec![line],
            sum: None,
            whole: true,
            back: Vec::new(),
        }
    }

    /// Of each record that a roll call marked, the numbers of the entries that did so first and last.
    pub(super) fn marked(&self) -> Vec<(u64, u64)> {
        let mut marked: BTreeMap<Id, (u64, u64)> = BTreeMap::new();
        let is_roll = matches!(self.sum, Some(Sum::Roll(_))) && self.whole;
        for line in self.lines.iter().filter(|_| is_roll) {
            let (first, _) = marked.entry(line.record).or_insert((line.seq, line.seq));
            *first = line.seq;
        }
        marked.into_values().collect()
    }

    /// When the first of its entries was recorded.
    pub fn began(&self) -> Millis {
        self.lines
            .iter()
            .map(|line| line.recorded)
            .min()
            .unwrap_or_default()
    }

    /// When the last of its entries was received.
    pub fn received(&self) -> Millis {
        self.lines
            .iter()
            .map(|line| line.received)
            .max()
            .unwrap_or_default()
    }
}

/// As what entries belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Sort {
    Roll,
    Handed,
    Sessions,
    Cards,
    Imported,
}

/// As what, by whom, at which session or in which activity, of which item, and when where it was done at once.
type Together = (Sort, Option<Id>, Option<Id>, String, Option<Millis>);

/// What an entry belongs to; none where it needs to be told by itself.
fn together(line: &LogLine) -> Option<Together> {
    if line.verdict > 1 || line.claimed.is_some() {
        return None;
    }
    // What the server itself took in, from a file, is of nobody.
    let (doing, by) = (&line.doing, line.by);
    let is = |kind: Kind| doing.kind == kind.name();
    let at_once = Some(line.recorded);
    let place = doing.session.or(doing.activity);
    let sort = match doing.action {
        _ if is(Kind::Attendance) => Sort::Roll,
        _ if is(Kind::Delivery) => Sort::Handed,
        "added" | "cancelled" if is(Kind::Session) => Sort::Sessions,
        "changed" if is(Kind::Beneficiary) && is_card(line) => Sort::Cards,
        // What a phone records at one instant is about one person: more of them come of a list.
        "added" if is(Kind::Beneficiary) || is(Kind::Registration) => Sort::Imported,
        _ if is(Kind::Consent) => Sort::Imported,
        _ => return None,
    };
    match sort {
        Sort::Roll => Some((sort, by, Some(doing.session?), String::new(), None)),
        Sort::Handed => Some((sort, by, Some(place?), doing.item.clone(), None)),
        Sort::Sessions => Some((sort, by, Some(doing.activity?), String::new(), at_once)),
        Sort::Cards | Sort::Imported => Some((sort, by, None, String::new(), at_once)),
    }
}

/// Whether nothing but a card was given.
fn is_card(line: &LogLine) -> bool {
    let mut fields = line.changes.iter().map(|change| change.field);
    line.changes.iter().any(|change| change.field == "card")
        && fields.all(|field| matches!(field, "card" | "cards_before"))
}

/// Gathers entries, newest first, where they belong together; each stands where its newest entry stood. The first `most`
/// are told; of those after them only what completes what they begin, so that it comes to what it will come to when more
/// is told. And whether there are others. `ended`: whether nothing is older than the last of them.
pub(super) fn gathered(
    lines: &mut dyn Iterator<Item = LogLine>,
    most: usize,
    ended: bool,
) -> (Vec<Gathered>, bool) {
    let mut gathering = Gathering::default();
    let mut reached = Millis::default();
    for line in (&mut *lines).take(most) {
        reached = line.received;
        gathering.tell(line);
    }
    let (mut passed, mut running, mut taken) = (false, 0, 0);
    let mut all = true;
    for line in lines {
        reached = line.received;
        match gathering.join(line) {
            Ok(()) => running = 0,
            Err(_) => (passed, running) = (true, running + 1),
        }
        taken += 1;
        if gathering.is_whole(reached) || running == QUIET || taken == AHEAD {
            all = false;
            break;
        }
    }
    let unknown = (!all || !ended).then_some(reached);
    (gathering.told(unknown), passed || !all)
}

/// Entries being gathered.
#[derive(Default)]
struct Gathering {
    groups: Vec<(Option<Sort>, Gathered)>,
    /// The newest group of each sort of its own, which the next entry may belong to.
    open: BTreeMap<Together, usize>,
}

impl Gathering {
    /// One entry more, in the group it belongs to or by itself.
    fn tell(&mut self, line: LogLine) {
        let Err(line) = self.join(line) else { return };
        let key = together(&line);
        let sort = key.as_ref().map(|(sort, ..)| *sort);
        if let Some(key) = key {
            self.open.insert(key, self.groups.len());
        }
        self.groups.push((sort, Gathered::one(*line)));
    }

    /// Puts an entry into the group it belongs to; gives it back where none was begun.
    fn join(&mut self, line: LogLine) -> Result<(), Box<LogLine>> {
        let at = together(&line).and_then(|key| self.open.get(&key).copied());
        let group = at.and_then(|at| self.groups.get_mut(at));
        let near = group.filter(|(_, group)| {
            let last = group.lines.last().map(|last| last.recorded);
            last.is_some_and(|last| last.since(line.recorded).saturating_abs() <= PAUSE_MS)
        });
        let Some((_, group)) = near else {
            return Err(Box::new(line));
        };
        group.lines.push(line);
        Ok(())
    }

    /// Whether no entry received before an instant belongs to anything that was begun.
    fn is_whole(&self, before: Millis) -> bool {
        self.groups
            .iter()
            .all(|(sort, group)| sort.is_none_or(|sort| sort.is_whole(group, before)))
    }

    /// What was gathered; `unknown`: what was received before this instant was not looked at.
    fn told(self, unknown: Option<Millis>) -> Vec<Gathered> {
        let whole = |sort: Option<Sort>, group: &Gathered| {
            let bounds = sort.zip(unknown);
            bounds.is_none_or(|(sort, before)| sort.is_whole(group, before))
        };
        let groups = self.groups.into_iter().map(|(sort, group)| {
            let whole = whole(sort, &group);
            (sort, Gathered { whole, ..group })
        });
        groups.flat_map(|(sort, group)| told(sort, group)).collect()
    }
}

impl Sort {
    /// Whether no entry received before an instant belongs to a group: nothing is received before it was recorded.
    fn is_whole(self, group: &Gathered, before: Millis) -> bool {
        let oldest = group.lines.last().map(|line| line.recorded).unwrap_or_default();
        let first = match self {
            Sort::Roll | Sort::Handed => oldest.plus(-PAUSE_MS),
            // Of one instant.
            Sort::Sessions | Sort::Cards | Sort::Imported => oldest,
        };
        before < first
    }
}

/// A group with what it comes to, or its entries one by one where they are few.
fn told(sort: Option<Sort>, group: Gathered) -> Vec<Gathered> {
    let (Some(sort), lines) = (sort, &group.lines) else {
        return vec![group];
    };
    let (sum, count) = match sort {
        Sort::Roll => (Sum::Roll(counts(lines)), lines.len()),
        Sort::Handed => (Sum::Handed(left(lines)), lines.len()),
        Sort::Sessions => {
            let moved = lines.iter().filter(|line| is_moved(line)).count();
            // What was planned and is taken back at once is at no other time.
            let planned = lines.iter().any(|line| line.doing.action == "added");
            if moved < FEW || !planned {
                return planned_or_called_off(group);
            }
            (Sum::Moved(moved), moved)
        }
        Sort::Cards => of_records(lines, Sum::Cards),
        Sort::Imported => {
            let people = lines.iter().filter_map(|line| line.person);
            let people = people.collect::<BTreeSet<Id>>().len();
            (Sum::Imported(people), people)
        }
    };
    if count < FEW {
        return group.lines.into_iter().map(Gathered::one).collect();
    }
    vec![Gathered {
        sum: Some(sum),
        ..group
    }]
}

/// Whether a session was called off because it is at another time.
fn is_moved(line: &LogLine) -> bool {
    let moved = |change: &FieldChange| change.field == "reason" && change.after == Shown::Code(MOVED);
    line.doing.action == "cancelled" && line.changes.iter().any(moved)
}

/// What was called off, and what was planned at the same instant but not in its place, each by itself.
fn planned_or_called_off(group: Gathered) -> Vec<Gathered> {
    let (off, planned): (Vec<_>, Vec<_>) = group
        .lines
        .into_iter()
        .partition(|line| line.doing.action == "cancelled");
    let told = |lines: Vec<LogLine>, sum| {
        let (sum, count) = of_records(&lines, sum);
        let whole = group.whole;
        match count {
            ..FEW => lines.into_iter().map(Gathered::one).collect(),
            _ => vec![Gathered {
                lines,
                sum: Some(sum),
                whole,
                back: Vec::new(),
            }],
        }
    };
    let mut all = told(off, Sum::CalledOff);
    all.extend(told(planned, Sum::Planned));
    all
}

/// What so many records come to.
fn of_records(lines: &[LogLine], sum: fn(usize) -> Sum) -> (Sum, usize) {
    let records: BTreeSet<Id> = lines.iter().map(|line| line.record).collect();
    (sum(records.len()), records.len())
}

/// The last word on each person. Lines are newest first.
fn counts(lines: &[LogLine]) -> Counts {
    let mut last: BTreeMap<Id, Mark> = BTreeMap::new();
    for line in lines {
        last.entry(line.record)
            .or_insert_with(|| line.doing.mark.unwrap_or_default());
    }
    let mut counts = Counts::default();
    for mark in last.into_values() {
        counts.add(mark);
    }
    counts
}

/// How many deliveries were not taken back. Lines are newest first.
fn left(lines: &[LogLine]) -> usize {
    let mut last: BTreeMap<Id, bool> = BTreeMap::new();
    for line in lines {
        last.entry(line.record)
            .or_insert(line.doing.action != "cancelled");
    }
    last.into_values().filter(|stands| *stands).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::view::Doing;

    fn id(kind: u8, n: u8) -> Id {
        Id::v7(Millis(1), [kind, n, 0, 0, 0, 0, 0, 0, 0, 0])
    }

    fn mark(person: u8, by: u8, session: u8, minute: i64, mark: Mark) -> LogLine {
        LogLine {
            by: Some(id(1, by)),
            record: id(2, person),
            recorded: Millis(minute * 60_000),
            received: Millis(minute * 60_000),
            doing: Doing {
                kind: Kind::Attendance.name(),
                session: Some(id(3, session)),
                mark: Some(mark),
                ..Doing::default()
            },
            ..LogLine::default()
        }
    }

    fn all(lines: Vec<LogLine>) -> Vec<Gathered> {
        gathered(&mut lines.into_iter(), usize::MAX, true).0
    }

    fn sizes(lines: Vec<LogLine>) -> Vec<usize> {
        all(lines).iter().map(|group| group.lines.len()).collect()
    }

    #[test]
    fn one_roll_call_is_one_line_though_another_went_on_beside_it() {
        let lines = vec![
            mark(1, 1, 1, 14, Mark::Present),
            mark(9, 2, 2, 13, Mark::Present),
            mark(2, 1, 1, 12, Mark::Late),
            mark(3, 1, 1, 11, Mark::Absent),
            mark(1, 1, 1, 10, Mark::Absent),
        ];
        let groups = all(lines);
        assert_eq!(groups.len(), 2);
        let Some(Sum::Roll(counts)) = &groups[0].sum else {
            panic!("{groups:?}")
        };
        assert_eq!(
            (counts.present, counts.late, counts.absent),
            (1, 1, 1),
            "the last word on each person"
        );
        assert_eq!(groups[0].began(), Millis(600_000));
        assert_eq!(groups[1].sum, None);
    }

    #[test]
    fn a_roll_call_that_the_end_of_what_is_drawn_cuts_is_told_whole() {
        // Twelve people by one member, another's roll call beside it, an hour before that something else.
        let one = (0..12).map(|n| mark(n, 1, 1, 200 - i64::from(n), Mark::Present));
        let beside = (0..12).map(|n| mark(50 + n, 2, 2, 200 - i64::from(n), Mark::Absent));
        let before = (0..9).map(|n| mark(90 + n, 3, 3, 120 - i64::from(n), Mark::Late));
        let lines: Vec<LogLine> = one
            .zip(beside)
            .flat_map(|(one, other)| [one, other])
            .chain(before)
            .collect();
        let sizes = |most: usize, ended: bool| {
            let (groups, more) = gathered(&mut lines.clone().into_iter(), most, ended);
            let told: Vec<_> = groups
                .iter()
                .map(|group| (group.lines.len(), group.whole))
                .collect();
            (told, more)
        };
        assert_eq!(sizes(1, true), (vec![(12, true)], true));
        assert_eq!(sizes(7, true), (vec![(12, true), (12, true)], true));
        assert_eq!(sizes(25, true), (vec![(12, true), (12, true), (9, true)], false));
        assert_eq!(
            sizes(25, false),
            (vec![(12, false), (12, false), (9, false)], false),
            "the server may know more of it"
        );
    }

    #[test]
    fn a_roll_call_is_not_said_to_be_whole_because_another_phone_sent_many_entries_meanwhile() {
        // Forty marks, and after the twentieth another phone sends what it recorded the day before.
        let own = |n: u8| mark(n, 1, 1, 3_000 + i64::from(n), Mark::Present);
        let sent = |n: usize| {
            let mut line = mark(n as u8, 2, 2, 100, Mark::Absent);
            line.received = Millis(3_020 * 60_000);
            line
        };
        let told = |between: usize, before: i64| {
            let newer = (20..40).rev().map(own);
            let older = (0..20).rev().map(own);
            let last = mark(1, 3, 3, before, Mark::Late);
            let lines = newer.chain((0..between).map(sent)).chain(older).chain([last]);
            let (groups, _) = gathered(&mut lines.into_iter(), 20, true);
            (groups[0].lines.len(), groups[0].whole)
        };
        assert_eq!(told(60, 2_000), (40, true), "it is looked for past them");
        assert_eq!(told(190, 2_000), (40, true));
        assert_eq!(
            told(400, 2_000),
            (20, false),
            "not found within reason: it says so"
        );
        // What was received long before a mark could be of it ends it.
        let lines = (0..20).rev().map(own).chain([mark(9, 3, 3, 2_000, Mark::Late)]);
        let lines = lines.chain((0..60).map(|n| mark(n, 4, 4, 1_000, Mark::Late)));
        let (groups, more) = gathered(&mut lines.into_iter(), 20, false);
        assert_eq!((groups.len(), groups[0].whole, more), (1, true, true));
    }

    #[test]
    fn what_a_phone_sends_late_makes_nothing_else_whole() {
        // Newest: a mark of three days ago, sent now; before it a roll call of which the server may know more.
        let late = |n: u8| LogLine {
            received: Millis(9_000 * 60_000),
            ..mark(n, 2, 2, 4_000, Mark::Present)
        };
        let lines = (0..4).map(late);
        let lines = lines.chain(
            (0..12)
                .rev()
                .map(|n| mark(n, 1, 1, 8_900 + i64::from(n), Mark::Present)),
        );
        let (groups, _) = gathered(&mut lines.into_iter(), 50, false);
        let told: Vec<_> = groups
            .iter()
            .map(|group| (group.lines.len(), group.whole))
            .collect();
        assert_eq!(told, [(4, false), (12, false)]);
    }

    #[test]
    fn what_goes_on_for_long_is_told_as_far_as_it_was_looked_at_and_says_so() {
        let people = |n: usize| {
            let mut line = of(Kind::Beneficiary, "added", 1, 7);
            line.person = Some(Id::v7(Millis(n as i64), [9; 10]));
            line.record = line.person.unwrap();
            line
        };
        let list = |count: usize, after: usize| {
            let other = |n: usize| of(Kind::Activity, "changed", (n % 200) as u8, 3);
            let mut lines = (0..count).map(people).chain((0..after).map(other));
            let (groups, more) = gathered(&mut lines, 50, true);
            (groups.len(), groups[0].lines.len(), groups[0].whole, more)
        };
        assert_eq!(list(400, 0), (1, 400, true, false));
        assert_eq!(list(400, 1), (1, 400, true, true));
        assert_eq!(
            list(400, 300),
            (1, 400, true, true),
            "enough of other things followed"
        );
        assert_eq!(list(1_500, 0), (1, 50 + AHEAD, false, true));
    }

    #[test]
    fn one_item_handed_over_to_many_is_one_line_that_forgets_what_was_taken_back() {
        let handed = |to: u8, minute, item: &str, action| {
            let mut line = mark(to, 1, 1, minute, Mark::Unmarked);
            line.doing = Doing {
                kind: Kind::Delivery.name(),
                item: item.to_owned(),
                action,
                mark: None,
                ..line.doing
            };
            line
        };
        let lines = vec![
            handed(2, 9, "Basket", "cancelled"),
            handed(3, 8, "Basket", "added"),
            handed(2, 7, "Basket", "added"),
            handed(1, 6, "Basket", "added"),
            handed(1, 5, "School bag", "added"),
        ];
        let groups = all(lines);
        assert_eq!(groups.len(), 2);
        assert_eq!(groups[0].sum, Some(Sum::Handed(2)));
        assert_eq!(groups[1].sum, None);
    }

    #[test]
    fn few_marks_and_those_of_another_day_member_or_session_stay_apart() {
        let of = |by, session, minute| mark(minute as u8, by, session, minute, Mark::Present);
        assert_eq!(sizes(vec![of(1, 1, 3), of(1, 1, 2)]), [1, 1]);
        assert_eq!(
            sizes(vec![of(1, 1, 4), of(1, 1, 3), of(2, 1, 2), of(1, 2, 1)]),
            [1, 1, 1, 1]
        );
        let late = vec![
            of(1, 1, 203),
            of(1, 1, 202),
            of(1, 1, 201),
            of(1, 1, 3),
            of(1, 1, 2),
            of(1, 1, 1),
        ];
        assert_eq!(sizes(late), [3, 3]);
    }

    #[test]
    fn what_needs_a_word_of_its_own_is_not_gathered() {
        let held = LogLine {
            verdict: 3,
            ..mark(4, 1, 1, 4, Mark::Present)
        };
        let mut lines: Vec<LogLine> = (1..4).map(|n| mark(n, 1, 1, 3, Mark::Present)).collect();
        lines.insert(1, held);
        assert_eq!(sizes(lines), [3, 1]);
    }

    /// An entry about a record of a kind, by member 1 at a minute.
    fn of(kind: Kind, action: &'static str, record: u8, minute: i64) -> LogLine {
        LogLine {
            by: Some(id(1, 1)),
            record: id(4, record),
            recorded: Millis(minute * 60_000),
            received: Millis(minute * 60_000),
            doing: Doing {
                kind: kind.name(),
                action,
                activity: Some(id(5, 1)),
                ..Doing::default()
            },
            ..LogLine::default()
        }
    }

    fn sums(lines: Vec<LogLine>) -> Vec<Option<Sum>> {
        all(lines).into_iter().map(|group| group.sum).collect()
    }

    #[test]
    fn a_series_planned_or_called_off_at_once_is_one_line_and_one_session_after_another_is_not() {
        let planned = |n, minute| of(Kind::Session, "added", n, minute);
        let series = (1..5).map(|n| planned(n, 7)).collect();
        assert_eq!(sums(series), [Some(Sum::Planned(4))]);
        let off = (1..4).map(|n| of(Kind::Session, "cancelled", n, 8)).collect();
        assert_eq!(sums(off), [Some(Sum::CalledOff(3))]);
        assert_eq!(
            sums((1..4).map(|n| planned(n, n.into())).collect()),
            [None, None, None]
        );
        let elsewhere = |mut line: LogLine| {
            line.doing.activity = Some(id(5, 2));
            line
        };
        let two = vec![planned(1, 7), planned(2, 7), elsewhere(planned(3, 7))];
        assert_eq!(sums(two), [None, None, None], "of two activities");
    }

    #[test]
    fn a_series_that_is_moved_is_one_line_and_what_is_called_off_beside_what_is_planned_is_two() {
        let off = |n, why: &'static str| {
            let mut line = of(Kind::Session, "cancelled", n, 7);
            line.changes = vec![FieldChange {
                field: "reason",
                before: Shown::Nothing,
                after: Shown::Code(why),
            }];
            line
        };
        let both = |why| {
            let pairs = (1..5).flat_map(|n| [of(Kind::Session, "added", 10 + n, 7), off(n, why)]);
            all(pairs.collect())
        };
        let moved = both(MOVED);
        assert_eq!((moved.len(), moved[0].lines.len()), (1, 8));
        assert_eq!(moved[0].sum, Some(Sum::Moved(4)));
        let said: Vec<_> = both("weather").into_iter().map(|group| group.sum).collect();
        assert_eq!(said, [Some(Sum::CalledOff(4)), Some(Sum::Planned(4))]);
        let unmade = all((1..5).map(|n| off(n, MOVED)).collect());
        assert_eq!(
            unmade[0].sum,
            Some(Sum::CalledOff(4)),
            "a series that is taken back"
        );
        let few = all(vec![of(Kind::Session, "added", 9, 7), off(1, MOVED)]);
        assert_eq!(few.len(), 2, "one that is moved is told as it was recorded");
    }

    #[test]
    fn cards_given_at_once_are_one_line_unless_more_was_changed() {
        let given = |n, fields: &[&'static str]| {
            let mut line = of(Kind::Beneficiary, "changed", n, 7);
            let change = |field: &&'static str| FieldChange {
                field,
                before: Shown::Nothing,
                after: Shown::Text("x".into()),
            };
            line.changes = fields.iter().map(change).collect();
            line
        };
        let run = vec![
            given(1, &["card"]),
            given(2, &["card", "cards_before"]),
            given(3, &["card"]),
            given(4, &["card", "phone"]),
        ];
        assert_eq!(sums(run), [Some(Sum::Cards(3)), None]);
        let phones = (1..5).map(|n| given(n, &["phone"])).collect();
        assert_eq!(sums(phones), [None, None, None, None]);
    }

    #[test]
    fn an_import_is_one_line_that_counts_people_and_a_newcomer_at_the_door_stays_apart() {
        let about = |mut line: LogLine, person: u8| {
            line.person = Some(id(4, person));
            line
        };
        let of_one = |n: u8, minute| {
            vec![
                about(of(Kind::Registration, "added", 100 + n, minute), n),
                about(of(Kind::Consent, "added", 200 + n, minute), n),
                about(of(Kind::Beneficiary, "added", n, minute), n),
            ]
        };
        let list: Vec<LogLine> = (1..5).flat_map(|n| of_one(n, 7)).collect();
        let groups = all(list);
        assert_eq!((groups.len(), groups[0].lines.len()), (1, 12));
        assert_eq!(groups[0].sum, Some(Sum::Imported(4)));
        let by_nobody = |mut line: LogLine| {
            line.by = None;
            line
        };
        let file: Vec<LogLine> = (1..5).flat_map(|n| of_one(n, 7)).map(by_nobody).collect();
        assert_eq!(sums(file), [Some(Sum::Imported(4))]);
        assert_eq!(sums(of_one(1, 7)), [None, None, None]);
        let one_by_one = (1..5).flat_map(|n| of_one(n, n.into())).collect();
        assert!(sums(one_by_one).iter().all(Option::is_none));
    }
}
