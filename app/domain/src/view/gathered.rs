//! Entries of the log as they belong together: one roll call is one, and so is one item handed over to many.

use std::collections::BTreeMap;

use super::log::LogLine;
use super::roll::Counts;
use crate::id::Id;
use crate::kind::Kind;
use crate::record::Mark;
use crate::time::Millis;

/// Marks of one session further apart than this are not one roll call.
const PAUSE_MS: i64 = 2 * 3_600_000;
/// Fewer marks than this are told one by one.
const FEW: usize = 3;

/// Entries that are told as one; or a single one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gathered {
    /// The entries, newest first; never none.
    pub lines: Vec<LogLine>,
    /// Of a roll call, how many people were left in each state; none for a single entry.
    pub roll: Option<Counts>,
    /// Of an item handed over, how many times that was left so; none for a single entry.
    pub handed: Option<usize>,
}

impl Gathered {
    fn one(line: LogLine) -> Self {
        Gathered {
            lines: vec![line],
            roll: None,
            handed: None,
        }
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

/// By whom, at which session (or in which activity), and which item.
type Together = (Id, Id, String);

/// Whose roll call of which session an entry belongs to, or whose handing over of what; none where it needs to be told
/// by itself.
fn together(line: &LogLine) -> Option<Together> {
    let doing = &line.doing;
    let of_many = is_handed(line) || doing.kind == Kind::Attendance.name();
    let plain = of_many && line.verdict <= 1 && line.claimed.is_none();
    let place = doing.session.or(doing.activity.filter(|_| is_handed(line)));
    plain.then_some((line.by?, place?, doing.item.clone()))
}

fn is_handed(line: &LogLine) -> bool {
    line.doing.kind == Kind::Delivery.name()
}

/// Entries, newest first, gathered where they belong together. Each stands where its newest entry stood.
pub fn gathered(lines: Vec<LogLine>) -> Vec<Gathered> {
    let mut groups: Vec<Gathered> = Vec::new();
    let mut open: BTreeMap<Together, usize> = BTreeMap::new();
    for line in lines {
        let key = together(&line);
        let group = key
            .as_ref()
            .and_then(|key| open.get(key))
            .and_then(|at| groups.get_mut(*at));
        let near = group.filter(|group| {
            let last = group.lines.last().map(|last| last.recorded);
            last.is_some_and(|last| last.since(line.recorded).saturating_abs() <= PAUSE_MS)
        });
        if let Some(group) = near {
            group.lines.push(line);
            continue;
        }
        if let Some(key) = key {
            open.insert(key, groups.len());
        }
        groups.push(Gathered::one(line));
    }
    groups.into_iter().flat_map(told).collect()
}

/// A group with its counts, or its entries one by one where they are few.
fn told(group: Gathered) -> Vec<Gathered> {
    if group.lines.len() < FEW {
        return group.lines.into_iter().map(Gathered::one).collect();
    }
    if group.lines.first().is_some_and(is_handed) {
        let handed = Some(left(&group.lines));
        return vec![Gathered { handed, ..group }];
    }
    let mut last: BTreeMap<Id, Mark> = BTreeMap::new();
    for line in &group.lines {
        last.entry(line.record)
            .or_insert_with(|| line.doing.mark.unwrap_or_default());
    }
    let mut counts = Counts::default();
    for mark in last.into_values() {
        counts.add(mark);
    }
    vec![Gathered {
        roll: Some(counts),
        ..group
    }]
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
            doing: Doing {
                kind: Kind::Attendance.name(),
                session: Some(id(3, session)),
                mark: Some(mark),
                ..Doing::default()
            },
            ..LogLine::default()
        }
    }

    fn sizes(lines: Vec<LogLine>) -> Vec<usize> {
        gathered(lines).iter().map(|group| group.lines.len()).collect()
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
        let groups = gathered(lines);
        assert_eq!(groups.len(), 2);
        let counts = groups[0].roll.unwrap_or_default();
        assert_eq!(
            (counts.present, counts.late, counts.absent),
            (1, 1, 1),
            "the last word on each person"
        );
        assert_eq!(groups[0].began(), Millis(600_000));
        assert_eq!(groups[1].roll, None);
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
        let groups = gathered(lines);
        assert_eq!(groups.len(), 2);
        assert_eq!((groups[0].handed, groups[1].handed), (Some(2), None));
        assert_eq!(groups[0].roll, None);
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
}
