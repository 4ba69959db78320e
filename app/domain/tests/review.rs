//! What a head decides: conflicts and held changes, each opened once, decided once, and what follows.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use std::collections::BTreeMap;

use common::*;
use domain::change::{Change, Edit};
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::replica::State;
use domain::review::putting_aside;
use domain::time::{Clock, Millis};
use domain::value::{FieldValue, Fields};
use domain::verdict::{Reason, Verdict};
use domain::view;
use proptest::prelude::*;

const NOW: Millis = Millis(1_780_000_000_000);
/// A second head, who decides otherwise.
const KHADIJA: u8 = 4;

/// A server and phones: Amina's and Khadija's, heads; Salma's and Youssef's, volunteers.
struct World {
    server: Server,
    phones: [Phone; 4],
    now: Millis,
}

const AMINA: usize = 0;
const OTHER_HEAD: usize = 1;
const OF_SALMA: usize = 2;
const OF_YOUSSEF: usize = 3;

impl World {
    fn new() -> Self {
        let mut server = association(1_000, NOW);
        let khadija = Member {
            name: "Khadija".into(),
            role: Role::Head,
            ..Member::default()
        };
        server.put(id(KHADIJA), khadija);
        server.devices.insert(id(104), id(KHADIJA));
        for (device, member) in server.devices.clone() {
            let phone = Device {
                member,
                ..Device::default()
            };
            server.put(device, phone);
        }
        let phone = |device, member| Phone::new(id(device), id(member), 0);
        let mut world = World {
            server,
            phones: [
                phone(101, HEAD),
                phone(104, KHADIJA),
                phone(102, SALMA),
                phone(103, YOUSSEF),
            ],
            now: NOW,
        };
        world.all_exchange();
        world
    }

    fn record(&mut self, phone: usize, edit: Edit) {
        self.now = self.now.plus(1_000);
        let now = self.now;
        assert!(self.phones[phone].record(&[edit], now), "recorded");
    }

    fn exchange(&mut self, phone: usize) {
        self.now = self.now.plus(10);
        let (now, phone) = (self.now, &mut self.phones[phone]);
        let request = phone.replica.sync_request(phone.clock(now), None).unwrap();
        let response = self.server.sync(&request, now);
        phone.commit(phone.replica.sync_response(&request, &response, now, &[]));
    }

    fn all_exchange(&mut self) {
        for _ in 0..2 {
            (0..4).for_each(|phone| self.exchange(phone));
        }
    }

    fn items(&self) -> Vec<Record> {
        let all = self.server.records.values().map(|kept| kept.record.clone());
        all.filter(|record| record.kind == Kind::ReviewItem).collect()
    }

    fn item(&self) -> Record {
        let items = self.items();
        assert_eq!(items.len(), 1, "one thing to decide");
        items[0].clone()
    }

    fn decide(&mut self, phone: usize, decision: Decision) {
        let item = self.item();
        self.record(
            phone,
            Edit::new(Kind::ReviewItem, item.id).set(review_item::DECISION, decision),
        );
    }

    fn phone_number(&self) -> String {
        self.server.records[&id(50)].record.read(beneficiary::PHONE)
    }

    /// Salma and Youssef set one person's phone number, neither knowing of the other; Youssef does it later.
    fn conflict(first: usize) -> Self {
        let mut world = World::new();
        for (phone, text) in [(OF_SALMA, "+212611111111"), (OF_YOUSSEF, "+212622222222")] {
            world.record(
                phone,
                Edit::new(Kind::Beneficiary, id(50)).set(beneficiary::PHONE, text.to_owned()),
            );
        }
        world.exchange(first);
        world.all_exchange();
        world
    }

    /// Youssef marks a person while the activity is taken from him.
    fn held() -> Self {
        let session = session_of(LITERACY, NOW);
        World::holding(mark(session, id(51), Mark::Present, id(YOUSSEF), NOW))
    }

    /// Youssef records something while the activity is taken from him.
    fn holding(edit: Edit) -> Self {
        let mut world = World::new();
        world.record(OF_YOUSSEF, edit);
        let taken = vec![id(SPORT)];
        world.record(
            AMINA,
            Edit::new(Kind::Member, id(YOUSSEF)).set(member::ACTIVITIES, taken),
        );
        world.exchange(AMINA);
        world.all_exchange();
        world
    }

    fn mark(&self) -> Option<Mark> {
        let id = Id::of_attendance(session_of(LITERACY, NOW), id(51));
        self.server.records.get(&id).map(|kept| status_of(&kept.record))
    }

    fn check(&mut self) {
        self.all_exchange();
        for phone in &self.phones {
            assert_equal(&self.server, phone);
        }
    }
}

#[test]
fn a_conflict_keeps_both_values_with_who_and_when_whoever_came_first() {
    for first in [OF_SALMA, OF_YOUSSEF] {
        let mut world = World::conflict(first);
        assert_eq!(world.phone_number(), "+212622222222", "the later one stands");
        let item = ReviewItem::of(&world.item());
        let number = |fields: &Fields| match fields.get(beneficiary::PHONE) {
            Some(domain::value::Value::Text(text)) => text.to_string(),
            other => panic!("{other:?}"),
        };
        assert_eq!((item.matter, item.decision), (Matter::Conflict, Decision::Open));
        assert_eq!(
            (number(&item.stands), number(&item.waits)),
            ("+212622222222".into(), "+212611111111".into())
        );
        assert_eq!(
            (item.stands_device, item.waits_device),
            (Some(id(103)), Some(id(102)))
        );
        assert!(item.waits_at < item.stands_at);
        let seen = world.phones[AMINA].replica.count(Kind::ReviewItem);
        assert_eq!(seen, 1, "heads hold it");
        assert_eq!(world.phones[OF_SALMA].replica.count(Kind::ReviewItem), 0);
        world.check();
    }
}

#[test]
fn swapping_takes_the_other_value_once_and_is_logged_as_the_heads_change() {
    let mut world = World::conflict(OF_SALMA);
    world.decide(AMINA, Decision::Take);
    world.exchange(AMINA);
    assert_eq!(world.phone_number(), "+212611111111");
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.by), (Decision::Take, Some(id(HEAD))));
    let lines: Vec<LogEntry> = world
        .server
        .log
        .iter()
        .map(|line| LogEntry::of(&line.entry))
        .collect();
    let [.., decision, effect] = &lines[..] else {
        panic!("two lines")
    };
    assert_eq!(decision.kind, i64::from(Kind::ReviewItem.number()));
    assert_eq!((effect.member, effect.record), (Some(id(HEAD)), id(50)));
    assert!(effect.before.get(beneficiary::PHONE).is_some());
    let seq = world.server.seq;
    world.check();
    assert_eq!(world.server.seq, seq, "nothing more follows");
    let salma: Beneficiary = world.phones[OF_SALMA].replica.view(id(50)).unwrap();
    assert_eq!(salma.phone, "+212611111111");
    assert_eq!(world.items().len(), 1, "a decision opens nothing");
}

#[test]
fn keeping_alters_no_record() {
    let mut world = World::conflict(OF_SALMA);
    let before = world.server.records[&id(50)].clone();
    world.decide(AMINA, Decision::Keep);
    world.check();
    assert_eq!(world.server.records[&id(50)], before);
    assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Keep);
}

#[test]
fn of_two_heads_who_decide_differently_the_first_stands_and_neither_is_stuck() {
    let mut world = World::conflict(OF_SALMA);
    world.decide(AMINA, Decision::Keep);
    world.decide(OTHER_HEAD, Decision::Take);
    world.exchange(AMINA);
    world.exchange(OTHER_HEAD);
    assert_eq!(world.phone_number(), "+212622222222");
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.by), (Decision::Keep, Some(id(HEAD))));
    let last = world.server.log.last().unwrap().answer.verdict.clone();
    assert_eq!(
        last,
        Verdict::Conflict {
            fields: vec![review_item::DECISION],
            stands: false
        }
    );
    world.check();
    assert_eq!(world.phones[OTHER_HEAD].stuck(), vec![]);
    assert_eq!(world.items().len(), 1);
}

#[test]
fn whoever_decided_takes_it_back_and_the_record_reads_as_before() {
    let mut world = World::conflict(OF_SALMA);
    world.decide(AMINA, Decision::Take);
    // Taken back before anything was sent, and after.
    for sent in [false, true] {
        if sent {
            world.exchange(AMINA);
            assert_eq!(world.phone_number(), "+212611111111");
        }
        world.decide(AMINA, Decision::Open);
        world.exchange(AMINA);
        assert_eq!(world.phone_number(), "+212622222222");
        assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Open);
        world.decide(AMINA, Decision::Take);
    }
    world.all_exchange();
    // Nobody else does.
    world.decide(OTHER_HEAD, Decision::Open);
    world.check();
    assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Take);
    assert_eq!(world.phone_number(), "+212611111111");
}

#[test]
fn what_says_nothing_of_the_decision_decides_nothing() {
    let mut world = World::conflict(OF_SALMA);
    world.decide(AMINA, Decision::Take);
    world.check();
    let decided = ReviewItem::of(&world.item());
    let says = Edit::new(Kind::ReviewItem, world.item().id).set(review_item::SEEN, Some(1_000));
    world.record(OTHER_HEAD, says);
    world.check();
    assert_eq!(world.phone_number(), "+212611111111", "it is not taken back");
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.by), (Decision::Take, decided.by));
}

#[test]
fn a_held_mark_is_accepted_and_its_phone_hears_of_it() {
    let mut world = World::held();
    assert_eq!(world.mark(), None);
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.matter, item.waits_device), (Matter::Held, Some(id(103))));
    assert_eq!(item.reason, Some(Reason::RightWithdrawn.number()));
    assert_eq!(world.phones[OF_YOUSSEF].stuck().len(), 1);
    world.decide(AMINA, Decision::Take);
    world.exchange(AMINA);
    assert_eq!(world.mark(), Some(Mark::Present));
    world.check();
    assert_eq!(
        world.phones[OF_YOUSSEF].stuck(),
        vec![],
        "it is among his receipts"
    );
    assert_eq!(world.phones[OF_YOUSSEF].settled().len(), 1);
    world.decide(AMINA, Decision::Open);
    world.exchange(AMINA);
    assert_eq!(world.mark(), Some(Mark::Unmarked), "taken back");
    world.check();
}

#[test]
fn goods_heads_and_hours_of_a_held_entry_are_unmade_and_can_be_taken_again() {
    let session = session_of(LITERACY, NOW);
    let basket = Delivery {
        activity: id(LITERACY),
        day: NOW.on_wall(60).0,
        item: "Basket".into(),
        quantity: 200,
        session: Some(session),
        beneficiary: Some(id(51)),
        by: Some(id(YOUSSEF)),
        ..Delivery::default()
    };
    let heads = HeadCount {
        session,
        member: id(YOUSSEF),
        women: 3,
        boys: 2,
        ..HeadCount::default()
    };
    let given = VolunteerHours {
        member: id(YOUSSEF),
        day: NOW.on_wall(60).0,
        minutes: 90,
        activity: Some(id(LITERACY)),
        ..VolunteerHours::default()
    };
    let number = |world: &World, id, field| world.server.records[&id].record.read::<i64>(field);
    let counted = Id::of_headcount(session, id(YOUSSEF));
    for (id, edit, field, said) in [
        (
            basket.id(),
            Edit::create(basket.id(), basket.clone()),
            delivery::QUANTITY,
            200,
        ),
        (counted, Edit::create(counted, heads), headcount::WOMEN, 3),
    ] {
        let mut world = World::holding(edit);
        world.decide(AMINA, Decision::Take);
        world.exchange(AMINA);
        assert_eq!(number(&world, id, field), said);
        world.decide(AMINA, Decision::Open);
        world.check();
        assert_eq!(number(&world, id, field), 0, "unmade");
        assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Open);
        world.decide(AMINA, Decision::Take);
        world.check();
        assert_eq!(number(&world, id, field), said, "and taken again");
    }
    let hours = Id::natural(Kind::VolunteerHours, &[b"given"]);
    let mut world = World::holding(Edit::create(hours, given));
    let counts = |world: &World| {
        !world.server.records[&hours]
            .record
            .read::<bool>(volunteer_hours::TAKEN_BACK)
    };
    for (decision, count) in [
        (Decision::Take, true),
        (Decision::Open, false),
        (Decision::Take, true),
    ] {
        world.decide(AMINA, decision);
        world.check();
        assert_eq!(counts(&world), count, "{decision:?}");
    }
}

#[test]
fn who_came_and_what_was_met_by_a_held_entry_stays() {
    let registered = Registration {
        activity: id(LITERACY),
        beneficiary: id(54),
        status: RegistrationStatus::Confirmed,
        ..Registration::default()
    };
    let group = Id::of_only_group(id(LITERACY));
    let met = Session {
        activity: id(LITERACY),
        group,
        day: NOW.on_wall(60).0,
        slot: 900,
        minutes: 60,
        status: SessionStatus::Held,
        ..Session::default()
    };
    for edit in [
        Edit::create(Id::of_registration(id(LITERACY), id(54)), registered),
        Edit::create(Id::of_session(group, met.day, met.slot), met),
    ] {
        let what = format!("{edit:?}");
        let mut world = World::holding(edit);
        world.decide(AMINA, Decision::Take);
        world.exchange(AMINA);
        world.decide(AMINA, Decision::Open);
        world.check();
        assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Take, "{what}");
    }
}

#[test]
fn a_held_mark_is_declined_and_its_phone_shows_it() {
    let mut world = World::held();
    world.decide(AMINA, Decision::Keep);
    world.check();
    assert_eq!(world.mark(), None);
    let stuck = world.phones[OF_YOUSSEF].stuck();
    let declined = Verdict::Refused {
        field: None,
        reason: Reason::Declined,
    };
    assert_eq!(
        stuck.into_iter().map(|(_, verdict)| verdict).collect::<Vec<_>>(),
        [declined]
    );
}

#[test]
fn a_mark_at_a_cancelled_session_is_accepted_all_the_same() {
    let mut world = World::new();
    let (session, now) = (session_of(LITERACY, NOW), world.now);
    world.record(OF_SALMA, mark(session, id(51), Mark::Present, id(SALMA), now));
    let cancel = Edit::new(Kind::Session, session)
        .set(session::STATUS, SessionStatus::Cancelled)
        .set(session::REASON, CancelReason::Weather);
    world.record(AMINA, cancel);
    world.exchange(AMINA);
    world.all_exchange();
    assert_eq!(
        ReviewItem::of(&world.item()).reason,
        Some(Reason::SessionCancelled.number())
    );
    world.decide(OTHER_HEAD, Decision::Take);
    world.check();
    assert_eq!(world.mark(), Some(Mark::Present));
}

#[test]
fn nobody_but_a_head_decides_and_nobody_forges_what_is_decided() {
    let mut world = World::conflict(OF_SALMA);
    let item = world.item();
    let refused = |world: &mut World, phone: usize, edit: Edit| {
        let now = world.now.plus(1);
        // What the phone would not even record, as a forger sends it.
        let sender = &world.phones[phone];
        let mut request = sender.replica.sync_request(sender.clock(now), None).unwrap();
        request.changes.push(Change {
            id: Id::of_change(sender.device, 900, now),
            kind: edit.kind,
            record: edit.record,
            base: 0,
            set: edit.set,
            clock: sender.clock(now),
            counter: 900,
        });
        let verdict = world.server.sync(&request, now).verdicts.pop().unwrap().verdict;
        assert!(
            matches!(
                verdict,
                Verdict::Refused {
                    reason: Reason::NotAllowed,
                    ..
                }
            ),
            "{verdict:?}"
        );
    };
    let take = Edit::new(Kind::ReviewItem, item.id).set(review_item::DECISION, Decision::Take);
    refused(&mut world, OF_SALMA, take.clone());
    let forged = take.set(review_item::WAITS, Fields::new());
    refused(&mut world, AMINA, forged);
    let invented = ReviewItem {
        matter: Matter::Held,
        ..ReviewItem::of(&item)
    };
    refused(&mut world, AMINA, Edit::create(id(77), invented));
    assert_eq!(world.phone_number(), "+212622222222");
    assert_eq!(world.item(), item);
}

#[test]
fn what_cannot_stand_is_refused_with_its_reason_and_stays_open() {
    let mut world = World::held();
    // Whatever made it unfit since: here, the session's day is yet to come for a mark held before.
    let session = session_of(LITERACY, NOW);
    let kept = world.server.records.get_mut(&session).unwrap();
    kept.record.fields.lay(
        &[(session::DAY, NOW.on_wall(60).0.plus(9).write())]
            .into_iter()
            .collect(),
    );
    world.decide(AMINA, Decision::Take);
    world.exchange(AMINA);
    let stuck = world.phones[AMINA].stuck();
    assert_eq!(
        stuck[0].1,
        Verdict::Refused {
            field: None,
            reason: Reason::SessionInFuture
        }
    );
    assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Open);
    assert_eq!(world.mark(), None);
}

#[test]
fn putting_a_refused_change_aside_is_recorded_in_the_name_of_who_does_it() {
    let mut world = World::new();
    let refused = Change {
        id: id(90),
        kind: Kind::Beneficiary,
        record: id(50),
        base: 0,
        set: Fields::new(),
        clock: world.phones[OF_SALMA].clock(NOW),
        counter: 1,
    };
    world.record(
        OF_SALMA,
        putting_aside(&refused, Reason::BadPhone, Decision::Keep),
    );
    world.exchange(OF_SALMA);
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.by), (Decision::Keep, Some(id(SALMA))));
    world.record(
        OF_SALMA,
        putting_aside(&refused, Reason::BadPhone, Decision::Open),
    );
    world.check();
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.matter), (Decision::Open, Matter::Refused));
}

/// Something that happens.
#[derive(Clone, Debug)]
enum Step {
    Number { phone: usize, person: u8, digit: u8 },
    Mark { phone: usize, person: u8, status: u8 },
    Assign { both: bool },
    Cancel { undo: bool },
    Decide { head: usize, pick: usize, decision: i64 },
    Exchange { phone: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (0usize..4, 0u8..3, 0u8..4).prop_map(|(phone, person, digit)| Step::Number { phone, person, digit }),
        (0usize..4, 0u8..3, 0u8..5).prop_map(|(phone, person, status)| Step::Mark {
            phone,
            person,
            status
        }),
        any::<bool>().prop_map(|both| Step::Assign { both }),
        any::<bool>().prop_map(|undo| Step::Cancel { undo }),
        (0usize..2, any::<usize>(), 0i64..3).prop_map(|(head, pick, decision)| Step::Decide {
            head,
            pick,
            decision
        }),
        (0usize..4).prop_map(|phone| Step::Exchange { phone }),
    ]
}

impl World {
    fn try_record(&mut self, phone: usize, edits: &[Edit]) {
        self.now = self.now.plus(1_000);
        let now = self.now;
        self.phones[phone].record(edits, now);
    }

    fn run(&mut self, step: &Step) {
        let session = session_of(LITERACY, NOW);
        match *step {
            Step::Number { phone, person, digit } => {
                let number = format!("+21260000000{digit}");
                let edit = Edit::new(Kind::Beneficiary, id(50 + person));
                self.try_record(phone, &[edit.set(beneficiary::PHONE, number)]);
            }
            Step::Mark {
                phone,
                person,
                status,
            } => {
                let by = self.phones[phone].replica.me().unwrap().member;
                let status = Mark::from_number(status.into());
                let edit = mark(session, id(50 + person), status, by, self.now);
                self.try_record(phone, &[edit]);
            }
            Step::Assign { both } => {
                let activities = if both {
                    vec![id(LITERACY), id(SPORT)]
                } else {
                    vec![id(SPORT)]
                };
                let edit = Edit::new(Kind::Member, id(YOUSSEF)).set(member::ACTIVITIES, activities);
                self.try_record(AMINA, &[edit]);
            }
            Step::Cancel { undo } => {
                let status = if undo {
                    SessionStatus::Held
                } else {
                    SessionStatus::Cancelled
                };
                let edit = Edit::new(Kind::Session, session)
                    .set(session::STATUS, status)
                    .set(session::REASON, CancelReason::Weather);
                self.try_record(OTHER_HEAD, &[edit]);
            }
            Step::Decide { head, pick, decision } => {
                let mut ids: Vec<Id> = self.phones[head]
                    .replica
                    .all(Kind::ReviewItem)
                    .map(|item| item.id)
                    .collect();
                ids.sort();
                if let Some(item) = (!ids.is_empty()).then(|| ids[pick % ids.len()]) {
                    let edit = Edit::new(Kind::ReviewItem, item)
                        .set(review_item::DECISION, Decision::from_number(decision));
                    self.try_record(head, &[edit]);
                }
            }
            Step::Exchange { phone } => self.exchange(phone),
        }
    }

    /// Each held or conflicting change is open or decided and never both; what was declined altered nothing.
    fn check_items(&self) {
        let mut effects: BTreeMap<Id, i64> = BTreeMap::new();
        for line in &self.server.log {
            let entry = LogEntry::of(&line.entry);
            let about_item = entry.kind == i64::from(Kind::ReviewItem.number());
            let fields = match &line.answer.verdict {
                Verdict::Held { .. } => vec![None],
                Verdict::Conflict { fields, .. } if !about_item => fields.iter().copied().map(Some).collect(),
                _ => vec![],
            };
            for field in fields {
                let item = self.server.records.get(&Id::of_review(line.entry.id, field));
                let item = ReviewItem::of(&item.unwrap().record);
                assert_eq!(item.change, line.entry.id);
            }
            if about_item && line.answer.verdict == Verdict::Accepted {
                let effect = Id::of_effect(line.entry.id);
                let followed = self.server.log.iter().filter(|line| line.entry.id == effect);
                let (before, after) = (decision_in(&entry.before), decision_in(&entry.after));
                let changes = before != after && [before, after].contains(&Decision::Take);
                assert_eq!(followed.count(), usize::from(changes), "{before:?} to {after:?}");
                *effects.entry(entry.record).or_default() +=
                    i64::from(after == Decision::Take) - i64::from(before == Decision::Take);
            }
        }
        for item in self.items() {
            let view = ReviewItem::of(&item);
            let taken = effects.get(&item.id).copied().unwrap_or_default();
            assert_eq!(
                taken,
                i64::from(view.decision == Decision::Take),
                "in effect once or not at all"
            );
            assert_eq!(view.by.is_some(), effects.contains_key(&item.id));
        }
    }
}

fn decision_in(fields: &Fields) -> Decision {
    Decision::read(fields.get(review_item::DECISION))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn each_thing_to_decide_is_open_or_decided_and_takes_effect_once(
        steps in proptest::collection::vec(step(), 1..70),
    ) {
        let mut world = World::new();
        steps.iter().for_each(|step| world.run(step));
        world.check();
        world.check_items();
        for phone in &world.phones {
            let waits = phone.replica.outbox().filter(|item| item.state == State::Pending);
            prop_assert_eq!(waits.count(), 0);
        }
    }
}

/// Khadija coordinates; whether she could decide so.
fn coordinated(world: &mut World) -> bool {
    world.record(
        AMINA,
        Edit::new(Kind::Member, id(KHADIJA)).set(member::ROLE, Role::Coordinator),
    );
    world.all_exchange();
    tries(world, Decision::Take)
}

fn tries(world: &mut World, decision: Decision) -> bool {
    world.now = world.now.plus(1_000);
    let edit = Edit::new(Kind::ReviewItem, world.item().id).set(review_item::DECISION, decision);
    let now = world.now;
    world.phones[OTHER_HEAD].record(&[edit], now)
}

fn give(world: &mut World, member: Option<Id>) {
    let item = world.item().id;
    let edit = Edit::new(Kind::Task, Id::of_task(item))
        .set(task::ABOUT, item)
        .set(task::MEMBER, member);
    world.record(AMINA, edit);
}

#[test]
fn a_coordinator_decides_what_a_head_gave_them_and_nothing_else() {
    let now = Clock {
        now: NOW,
        offset_min: 0,
    };
    let mut world = World::held();
    assert!(!coordinated(&mut world), "it is a head's to decide");
    give(&mut world, Some(id(YOUSSEF)));
    world.all_exchange();
    assert!(
        !tries(&mut world, Decision::Take),
        "it was given to somebody else"
    );
    give(&mut world, Some(id(KHADIJA)));
    world.all_exchange();
    let phone = &world.phones[OTHER_HEAD].replica;
    assert!(view::hand(phone, world.item().id).unwrap().mine);
    assert_eq!(view::count_mine(phone, now, |_| true), 1);
    assert_eq!(view::count_mine(phone, now, |_| false), 0);
    assert!(tries(&mut world, Decision::Take));
    world.check();
    // The mark is Youssef's, who made it, not hers.
    assert_eq!(world.mark(), Some(Mark::Present));
    let item = ReviewItem::of(&world.item());
    assert_eq!((item.decision, item.by), (Decision::Take, Some(id(KHADIJA))));
    let phone = &world.phones[OTHER_HEAD].replica;
    assert_eq!(view::count_mine(phone, now, |_| true), 0, "it is settled");
}

#[test]
fn what_was_taken_from_a_coordinator_meanwhile_is_not_decided_by_them() {
    let mut world = World::conflict(OF_SALMA);
    coordinated(&mut world);
    give(&mut world, Some(id(KHADIJA)));
    world.all_exchange();
    assert!(tries(&mut world, Decision::Take));
    give(&mut world, None);
    world.exchange(AMINA);
    world.exchange(OTHER_HEAD);
    assert_eq!(world.phone_number(), "+212622222222");
    assert_eq!(ReviewItem::of(&world.item()).decision, Decision::Open);
    world.check();
    let stuck = world.phones[OTHER_HEAD].stuck();
    let refused = Verdict::Refused {
        field: None,
        reason: Reason::NotAllowed,
    };
    assert_eq!(
        stuck.into_iter().map(|(_, verdict)| verdict).collect::<Vec<_>>(),
        [refused]
    );
}

#[test]
fn two_heads_who_give_one_thing_to_different_people_leave_nothing_more_to_decide() {
    let mut world = World::conflict(OF_SALMA);
    give(&mut world, Some(id(KHADIJA)));
    let item = world.item().id;
    let other = Edit::new(Kind::Task, Id::of_task(item))
        .set(task::ABOUT, item)
        .set(task::MEMBER, Some(id(HEAD)));
    world.record(OTHER_HEAD, other);
    world.exchange(OTHER_HEAD);
    world.check();
    assert_eq!(world.items().len(), 1);
    assert!(
        view::hand(&world.phones[AMINA].replica, item).unwrap().mine,
        "the later is followed"
    );
}

#[test]
fn nobody_gives_themselves_anything_to_settle_and_a_task_is_of_what_it_names() {
    let mut world = World::conflict(OF_SALMA);
    coordinated(&mut world);
    let item = world.item().id;
    let now = world.now;
    let mut tries = |phone: usize, task: Id| {
        let edit = Edit::new(Kind::Task, task)
            .set(task::ABOUT, item)
            .set(task::MEMBER, Some(id(KHADIJA)));
        world.phones[phone].record(&[edit], now)
    };
    assert!(!tries(OTHER_HEAD, Id::of_task(item)));
    assert!(!tries(OF_SALMA, Id::of_task(item)));
    assert!(
        !tries(AMINA, id(200)),
        "an id of its own would give what nobody finds"
    );
    assert!(tries(AMINA, Id::of_task(item)));
}
