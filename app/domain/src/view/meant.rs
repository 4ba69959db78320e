//! Searching the log by words: what a word may mean that has a record, and which entries say it.

use core::cell::RefCell;
use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::people::People;
use super::shown::name_of;
use crate::fold::{fold, matches};
use crate::id::{Id, IdMap};
use crate::kind::Kind;
use crate::record::{Group, LogEntry, Record, Session, View, session};
use crate::replica::Replica;
use crate::sought::{Key, keys};
use crate::time::Day;
use crate::value::{Fields, Value};

/// How many of each kind are proposed.
const EACH: usize = 4;
/// How many sessions of an activity.
const SESSIONS: usize = 3;

/// Something of which the log can tell everything, by its record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meant {
    /// Its record.
    pub id: Id,
    /// Of which kind.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// What tells it from others of the name: a parent and a place, a group.
    pub hint: String,
    /// The day of a session.
    pub day: Option<Day>,
}

/// What typed words may mean: people as everywhere they are searched, then activities with their last sessions, then
/// members.
pub fn meant(replica: &Replica, people: &People, typed: &str, arabic: bool, today: Day) -> Vec<Meant> {
    let typed_folded = fold(typed);
    if typed_folded.is_empty() {
        return Vec::new();
    }
    let found = people.find(typed).into_iter().take(EACH);
    let persons = found.filter_map(|at| people.lines().get(at)).map(|line| Meant {
        id: line.id,
        kind: Kind::Beneficiary,
        name: line.name.clone(),
        hint: if line.parent.is_empty() {
            &line.place
        } else {
            &line.parent
        }
        .clone(),
        day: None,
    });
    let mut all: Vec<Meant> = persons.collect();
    for activity in named(replica, Kind::Activity, &typed_folded, arabic) {
        let last = sessions(replica, activity.id, today).into_iter().take(SESSIONS);
        let last: Vec<Meant> = last
            .map(|line| Meant {
                id: line.id,
                kind: Kind::Session,
                name: activity.name.clone(),
                hint: line.group,
                day: Some(line.day),
            })
            .collect();
        all.push(activity);
        all.extend(last);
    }
    all.extend(named(replica, Kind::Member, &typed_folded, arabic));
    all
}

/// Records of a kind whose name has the typed words, by name.
fn named(replica: &Replica, kind: Kind, typed: &str, arabic: bool) -> Vec<Meant> {
    let named = replica.all(kind).map(|record| Meant {
        id: record.id,
        kind,
        name: name_of(replica, record.id, arabic),
        hint: String::new(),
        day: None,
    });
    let mut found: Vec<Meant> = named.filter(|one| matches(&fold(&one.name), typed)).collect();
    found.sort_by(|one, other| (&one.name, one.id).cmp(&(&other.name, other.id)));
    found.truncate(EACH);
    found
}

/// One session of an activity, to be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionChoice {
    /// Which session.
    pub id: Id,
    /// Its day.
    pub day: Day,
    /// Minutes after midnight at which it begins.
    pub slot: i64,
    /// Name of its group, where the activity has several.
    pub group: String,
}

/// The sessions of an activity until a day, the last first.
pub fn sessions(replica: &Replica, activity: Id, until: Day) -> Vec<SessionChoice> {
    let choice = |record: &Record| {
        let session = Session::of(record);
        SessionChoice {
            id: record.id,
            day: session.day,
            slot: session.slot,
            group: group_named(replica, record.id).unwrap_or_default(),
        }
    };
    let all = replica.referring(activity, Kind::Session).map(choice);
    let mut past: Vec<SessionChoice> = all.filter(|one| one.day <= until).collect();
    past.sort_by_key(|one| (Reverse((one.day, one.slot)), one.id));
    past
}

/// Name of the group of a session, where its activity has several.
pub(super) fn group_named(replica: &Replica, session: Id) -> Option<String> {
    let session: Session = replica.view(session)?;
    let groups = replica.count_referring(session.activity, Kind::Group);
    let group: Group = replica.view(session.group)?;
    (groups > 1).then_some(group.name)
}

/// The activity of a session, or the activity itself.
pub fn activity_of(replica: &Replica, id: Id) -> Option<Id> {
    let record = replica.get(id)?;
    match record.kind {
        Kind::Activity => Some(id),
        Kind::Session => Some(record.read(session::ACTIVITY)),
        _ => None,
    }
}

/// What entries of the log say, as it is searched, each made once however often words are typed. Whoever alters a record
/// begins anew: entries say the names that there are.
#[derive(Debug, Default)]
pub struct LogTexts {
    /// By the number of the entry.
    entries: RefCell<BTreeMap<u64, String>>,
    /// Names of records.
    names: RefCell<IdMap<String>>,
}

impl LogTexts {
    /// The text of an entry, handed to `read`.
    fn of<R>(&self, replica: &Replica, record: &Record, read: impl FnOnce(&str) -> R) -> R {
        let mut entries = self.entries.borrow_mut();
        let text = entries
            .entry(record.version)
            .or_insert_with(|| self.made(replica, &LogEntry::of(record)));
        read(text)
    }

    fn made(&self, replica: &Replica, entry: &LogEntry) -> String {
        let ids = keys(entry, |id| replica.get(id)).into_iter();
        let ids: BTreeSet<Id> = ids
            .filter_map(|key| match key {
                Key::Member(id) | Key::About(id) | Key::Device(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut said = written(&entry.before) + &written(&entry.after);
        let mut names = self.names.borrow_mut();
        for id in ids {
            let name = names.entry(id).or_insert_with(|| both_names(replica, id));
            said.push_str(name);
            said.push(' ');
        }
        said
    }
}

/// Typed words, and which entries say them: in a name of whom or what they are about, in either script, in who made
/// them and on which phone, or in what was written.
pub(super) struct Words<'r> {
    replica: &'r Replica,
    typed: String,
    texts: &'r LogTexts,
}

impl<'r> Words<'r> {
    pub(super) fn new(replica: &'r Replica, typed: &str, texts: &'r LogTexts) -> Self {
        Words {
            replica,
            typed: fold(typed),
            texts,
        }
    }

    /// Whether an entry says all of them.
    pub(super) fn said_by(&self, record: &Record) -> bool {
        let says = |said: &str| matches(said, &self.typed);
        self.typed.is_empty() || self.texts.of(self.replica, record, says)
    }
}

fn both_names(replica: &Replica, id: Id) -> String {
    let [arabic, latin] = [true, false].map(|arabic| fold(&name_of(replica, id, arabic)));
    if arabic == latin {
        arabic
    } else {
        format!("{arabic} {latin}")
    }
}

/// The text of fields, as it is searched.
fn written(fields: &Fields) -> String {
    let texts = fields.iter().filter_map(|(_, value)| match value {
        Value::Text(text) => Some(fold(text) + " "),
        _ => None,
    });
    texts.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::{Activity, Beneficiary, Delivery, Member, attendance};
    use crate::value::FieldValue;
    use crate::view::doing;
    use crate::view::testing::{id, phone, record};

    const TODAY: Day = Day(20_000);

    /// Fatima in a literacy class of two groups, with a session of each, one to come, and Salma who runs it.
    fn town() -> Replica {
        let meets = |group, day| Session {
            activity: id(2),
            group: id(group),
            day: Day(day),
            ..Session::default()
        };
        let of = |name: &str| Group {
            activity: id(2),
            name: name.into(),
            ..Group::default()
        };
        phone(vec![
            record(
                1,
                Beneficiary {
                    given_ar: "فاطمة".into(),
                    family_ar: "بنعلي".into(),
                    given_la: "Fatima".into(),
                    father: "Brahim".into(),
                    ..Beneficiary::default()
                },
            ),
            record(
                2,
                Activity {
                    title: "محو الأمية".into(),
                    ..Activity::default()
                },
            ),
            record(3, of("A")),
            record(4, of("B")),
            record(5, meets(3, TODAY.0 - 7)),
            record(6, meets(4, TODAY.0)),
            record(7, meets(4, TODAY.0 + 7)),
            record(
                8,
                Member {
                    name: "Salma".into(),
                    ..Member::default()
                },
            ),
            record(
                9,
                Delivery {
                    item: "Panier".into(),
                    beneficiary: Some(id(1)),
                    activity: id(2),
                    ..Delivery::default()
                },
            ),
        ])
    }

    fn ids(typed: &str) -> Vec<Id> {
        let replica = town();
        let people = People::everyone(&replica, true, TODAY);
        let meant = meant(&replica, &people, typed, true, TODAY);
        meant.into_iter().map(|one| one.id).collect()
    }

    #[test]
    fn a_word_means_people_in_either_script_activities_with_their_last_sessions_and_members() {
        assert_eq!(ids("fatima"), [id(1)]);
        assert_eq!(ids("فاطمه"), [id(1)]);
        assert_eq!(
            ids("الاميه"),
            [id(2), id(6), id(5)],
            "what is to come is not in the log"
        );
        assert_eq!(ids("salm"), [id(8)]);
        assert_eq!(ids(" "), []);
        let replica = town();
        let people = People::everyone(&replica, true, TODAY);
        let activity = &meant(&replica, &people, "محو", true, TODAY)[1];
        assert_eq!((activity.hint.as_str(), activity.day), ("B", Some(TODAY)));
    }

    #[test]
    fn an_entry_says_the_names_of_all_it_is_about_and_what_was_written() {
        let replica = town();
        let entry = LogEntry {
            member: Some(id(8)),
            kind: i64::from(Kind::Delivery.number()),
            record: id(9),
            after: replica.get(id(9)).unwrap().fields.clone(),
            ..LogEntry::default()
        };
        let (entry, texts) = (record(40, entry), LogTexts::default());
        let says = |typed: &str| {
            let anew = Words::new(&replica, typed, &LogTexts::default()).said_by(&entry);
            assert_eq!(
                Words::new(&replica, typed, &texts).said_by(&entry),
                anew,
                "{typed}"
            );
            anew
        };
        for typed in ["panier", "PANIER fatima", "فاطمة محو", "salma benali", ""] {
            assert_eq!(says(typed), typed != "salma benali", "{typed}");
        }
        assert!(says("بنعلي salma"), "names in either script, and who did it");
        assert!(
            !says("panier hassan") && !says("anier"),
            "every word, from its beginning"
        );
    }

    #[test]
    fn a_session_belongs_to_an_activity() {
        let replica = town();
        let of = |n| activity_of(&replica, id(n));
        assert_eq!((of(6), of(2), of(1)), (Some(id(2)), Some(id(2)), None));
    }

    #[test]
    fn what_happened_at_a_session_names_its_group() {
        let replica = town();
        let at = [(attendance::SESSION, id(6).write())].into_iter().collect();
        let doing = doing(&replica, Kind::Attendance, id(20), &at, true, true);
        assert_eq!((doing.place.as_str(), doing.group.as_str()), ("محو الأمية", "B"));
    }
}
