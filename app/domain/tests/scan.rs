//! What a scan says at a session, case by case, and what is read as a code of Hadir's.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

use domain::id::Id;
use domain::record::*;
use domain::replica::{Batch, Op, Replica};
use domain::same;
use domain::scanned::{Scanned, card_text, scanned};
use domain::slice::Slice;
use domain::ticket::Ticket;
use domain::time::{Day, Millis};
use domain::view::{Answer, CardsOf, Codes, cards, scan};
use domain::wire::SlicePart;
use proptest::prelude::*;

const DAY: Day = Day(20_000);
const CARD: Ticket = Ticket::of(0x0123_4567_89ab);
const FORMER: Ticket = Ticket::of(0x0fed_cba9_8765);
const TICKET: Ticket = Ticket::of(0x0bad_cafe_0000);

fn id(n: u8) -> Id {
    Id::v7(Millis(1_000), [n; 10])
}

const fn person() -> u8 {
    50
}

/// A phone with two activities, the first of two groups, and one person who has a card.
struct Door(Replica);

impl Door {
    fn new() -> Self {
        let mut door = Door(Replica::new());
        for activity in [id(1), id(5)] {
            let title = format!("Activity {activity}");
            door.put(
                activity,
                Activity {
                    title,
                    ..Activity::default()
                },
            );
        }
        for (group, activity) in [(id(2), id(1)), (id(3), id(1)), (id(6), id(5))] {
            door.put(
                group,
                Group {
                    activity,
                    ..Group::default()
                },
            );
        }
        door.put(
            id(9),
            Member {
                name: "Samira".into(),
                ..Member::default()
            },
        );
        door.put(
            id(person()),
            Beneficiary {
                given_la: "Fatima".into(),
                card: CARD.to_string(),
                cards_before: FORMER.to_string(),
                ..Beneficiary::default()
            },
        );
        door.session(id(2), id(1), DAY, 600);
        door
    }

    fn put<V: View>(&mut self, id: Id, view: V) {
        let record = Record {
            kind: V::KIND,
            id,
            version: 1,
            fields: view.fields(),
        };
        let part = SlicePart {
            records: vec![record],
            ..SlicePart::empty(Slice::Register, 1)
        };
        self.0.apply(&Batch(vec![Op::Part(part)]));
    }

    fn session(&mut self, group: Id, activity: Id, day: Day, slot: i64) -> Id {
        let meeting = Session {
            activity,
            group,
            day,
            slot,
            status: SessionStatus::Planned,
            ..Session::default()
        };
        let session = Id::of_session(group, day, slot);
        self.put(session, meeting);
        session
    }

    fn register(&mut self, activity: Id, group: Option<Id>, status: RegistrationStatus) {
        let registration = Registration {
            activity,
            beneficiary: id(person()),
            group,
            status,
            ticket: TICKET.to_string(),
            ..Registration::default()
        };
        self.put(Id::of_registration(activity, id(person())), registration);
    }

    fn mark(&mut self, status: Mark) {
        let mark = Attendance {
            session: here(),
            beneficiary: id(person()),
            status,
            by: Some(id(9)),
            arrived_minute: Some(605),
            ..Attendance::default()
        };
        self.put(Id::of_attendance(here(), id(person())), mark);
    }

    fn ask(&self, text: &str) -> Answer {
        scan(&self.0, &Codes::of(&self.0), here(), scanned(text))
    }
}

fn here() -> Id {
    Id::of_session(id(2), DAY, 600)
}

#[test]
fn who_is_expected_is_present_by_card_and_by_ticket() {
    let mut door = Door::new();
    door.register(id(1), None, RegistrationStatus::Confirmed);
    for text in [
        card_text(CARD),
        CARD.to_string(),
        format!("https://hadir.example/fr/t/{TICKET}?lang=fr"),
    ] {
        assert_eq!(door.ask(&text), Answer::Expected(id(person())), "{text}");
    }
}

#[test]
fn who_was_marked_absent_and_comes_after_all_is_present() {
    let mut door = Door::new();
    door.register(id(1), Some(id(2)), RegistrationStatus::Offered);
    for status in [Mark::Absent, Mark::Excused, Mark::Unmarked] {
        door.mark(status);
        assert_eq!(door.ask(&card_text(CARD)), Answer::Expected(id(person())));
    }
}

#[test]
fn a_second_scan_says_since_when_and_by_whom() {
    let mut door = Door::new();
    for status in [Mark::Present, Mark::Late] {
        door.mark(status);
        let Answer::Already(who, said) = door.ask(&card_text(CARD)) else {
            panic!("they came already");
        };
        assert_eq!(who, id(person()));
        assert_eq!(
            (said.status, said.arrived_minute, said.by.as_str()),
            (status, Some(605), "Samira")
        );
    }
}

#[test]
fn who_is_expected_elsewhere_is_told_where() {
    let elsewhere = |door: &Door| match door.ask(&card_text(CARD)) {
        Answer::Elsewhere(who, session) if who == id(person()) => session.id,
        other => panic!("{other:?}"),
    };
    let mut door = Door::new();
    door.register(id(1), Some(id(3)), RegistrationStatus::Confirmed);
    // The other group meets next week, then also today.
    let next = door.session(id(3), id(1), DAY.plus(7), 600);
    door.session(id(3), id(1), DAY.plus(14), 600);
    assert_eq!(elsewhere(&door), next);
    let later_today = door.session(id(3), id(1), DAY, 900);
    assert_eq!(elsewhere(&door), later_today);
}

#[test]
fn who_is_in_another_activity_of_the_day_is_told_and_of_another_day_is_a_stranger() {
    let mut door = Door::new();
    door.register(id(5), None, RegistrationStatus::Confirmed);
    door.session(id(6), id(5), DAY.plus(1), 600);
    assert_eq!(door.ask(&TICKET.to_string()), Answer::Stranger(id(person())));
    let session = door.session(id(6), id(5), DAY, 960);
    let Answer::Elsewhere(_, at) = door.ask(&TICKET.to_string()) else {
        panic!("they have a ticket for another activity of today");
    };
    assert_eq!(at.id, session);
    let cancelled = Session {
        activity: id(5),
        group: id(6),
        day: DAY,
        slot: 960,
        status: SessionStatus::Cancelled,
        reason: Some(1),
        ..Session::default()
    };
    door.put(session, cancelled);
    assert_eq!(door.ask(&TICKET.to_string()), Answer::Stranger(id(person())));
}

#[test]
fn who_waits_or_was_not_decided_about_is_told_so() {
    let mut door = Door::new();
    door.register(id(1), None, RegistrationStatus::Waitlisted);
    assert_eq!(door.ask(&card_text(CARD)), Answer::Waiting(id(person())));
    door.register(id(1), None, RegistrationStatus::Applied);
    assert_eq!(door.ask(&card_text(CARD)), Answer::Undecided(id(person())));
    door.register(id(1), None, RegistrationStatus::Cancelled);
    assert_eq!(door.ask(&card_text(CARD)), Answer::Stranger(id(person())));
}

#[test]
fn who_is_known_but_not_in_this_activity_may_come_in_by_hand_alone() {
    let door = Door::new();
    let answer = door.ask(&card_text(CARD));
    assert_eq!(answer, Answer::Stranger(id(person())));
    assert!(answer.may_come_in());
    assert!(!door.ask(&card_text(FORMER)).may_come_in());
}

#[test]
fn both_cards_of_who_was_recorded_twice_are_of_one_person() {
    let mut door = Door::new();
    let (kept, card) = (id(51), Ticket::of(0x0000_1234_5678));
    let again = Beneficiary {
        given_ar: "فاطمة".into(),
        card: card.to_string(),
        ..Beneficiary::default()
    };
    door.put(kept, again);
    door.register(id(1), None, RegistrationStatus::Confirmed);
    let joined = same::join(kept, id(person()));
    let pair = Record {
        kind: joined.kind,
        id: joined.record,
        version: 1,
        fields: joined.set,
    };
    door.put(pair.id, Pair::of(&pair));
    for code in [CARD, card] {
        assert_eq!(door.ask(&card_text(code)), Answer::Expected(kept), "{code}");
    }
    door.mark(Mark::Present);
    for code in [CARD, card] {
        assert!(matches!(door.ask(&card_text(code)), Answer::Already(who, _) if who == kept));
    }
}

#[test]
fn a_replaced_card_says_whose_it_was_and_marks_nobody() {
    let mut door = Door::new();
    door.register(id(1), None, RegistrationStatus::Confirmed);
    assert_eq!(door.ask(&card_text(FORMER)), Answer::Replaced(id(person())));
}

#[test]
fn a_code_of_nobody_here_a_damaged_one_and_another_s_differ() {
    let door = Door::new();
    assert_eq!(door.ask(&card_text(Ticket::of(7))), Answer::Unknown);
    let worn = card_text(CARD).replace(['0', '1', '2'], "3");
    assert_eq!(door.ask(&worn), Answer::Damaged);
    assert_eq!(door.ask("https://wa.me/212612345678"), Answer::Foreign);
}

#[test]
fn a_new_card_replaces_the_one_before_and_few_are_remembered() {
    let mut person = Beneficiary::default();
    for number in 1..=20 {
        let new = Ticket::of(number);
        (person.card, person.cards_before) = person.with_card(new);
        assert_eq!(person.card(), Some(new));
        assert!(person.former_cards().all(|code| code != new));
    }
    let former: Vec<Ticket> = person.former_cards().collect();
    assert_eq!(former.len(), CARDS_REMEMBERED);
    assert_eq!(former[0], Ticket::of(19));
    assert!(person.cards_before.chars().count() <= 200);
}

#[test]
fn what_is_no_code_is_told_from_a_damaged_one() {
    let code = Ticket::of(0x0123_4567_89ab_cdef).to_string();
    let damaged = code.replace('T', "V");
    for text in [
        code.clone(),
        code.to_lowercase(),
        format!("hadir:{code}"),
        format!("HTTP://192.168.1.7:3000/t/{code}/"),
        format!("  https://a.example/ar/t/{code}#x "),
    ] {
        assert_eq!(scanned(&text), Scanned::Code(code.parse().unwrap()), "{text}");
    }
    for text in [
        damaged.clone(),
        "HADIR:".into(),
        format!("HADIR:{damaged}"),
        format!("https://a.example/t/{damaged}"),
        format!("https://a.example/t/{}", &code[..18]),
    ] {
        assert_eq!(scanned(&text), Scanned::Damaged, "{text}");
    }
    for text in [
        "",
        "6111245360029",
        "https://a.example/r/28T5-CY4T-QKFF-M7TD",
        "https://a.example/t/about-our-team-and-work-2026",
        "https://t.example",
        "WIFI:S:cafe;;",
        "HADI\u{0301}R:x",
    ] {
        assert_eq!(scanned(text), Scanned::Foreign, "{text}");
    }
    assert_eq!(scanned(&"HADIR:".repeat(100)), Scanned::Foreign);
}

proptest! {
    #[test]
    fn reading_never_panics(text in any::<String>(), head in "(HADIR:|hadir|https?://[a-z/]{0,8}/t/)?") {
        let _ = scanned(&text);
        let _ = scanned(&format!("{head}{text}"));
    }

    #[test]
    fn a_card_reads_back_whatever_its_case(drawn in any::<u64>()) {
        let code = Ticket::of(drawn);
        let text = card_text(code);
        prop_assert_eq!(text.len(), 22);
        prop_assert_eq!(scanned(&text), Scanned::Code(code));
        prop_assert_eq!(scanned(&text.to_lowercase()), Scanned::Code(code));
    }

    #[test]
    fn one_wrong_character_of_a_card_is_no_other_card(drawn in any::<u64>(), at in 6usize..22, by in 1u8..32) {
        const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
        let mut text = card_text(Ticket::of(drawn)).into_bytes();
        let known = LETTERS.iter().position(|letter| *letter == text[at]).unwrap();
        text[at] = LETTERS[known ^ usize::from(by)];
        prop_assert_eq!(scanned(&String::from_utf8(text).unwrap()), Scanned::Damaged);
    }
}

#[test]
fn cards_are_listed_by_name_and_who_has_none_is_there() {
    let mut door = Door::new();
    let named = |name: &str| Beneficiary {
        given_la: name.into(),
        family_la: "Idrissi".into(),
        given_ar: "زينب".into(),
        ..Beneficiary::default()
    };
    door.put(id(51), named("Zineb"));
    door.put(id(52), named("Amina"));
    door.register(id(1), None, RegistrationStatus::Confirmed);
    let all = cards(&door.0, CardsOf::Everyone, false, DAY);
    let names: Vec<&str> = all.iter().map(|line| line.latin.as_str()).collect();
    assert_eq!(names, ["Amina Idrissi", "Fatima", "Zineb Idrissi"]);
    assert_eq!(all[0].arabic, "زينب");
    assert_eq!(
        all.iter().map(|line| line.code).collect::<Vec<_>>(),
        [None, Some(CARD), None]
    );
    let of = |of| {
        cards(&door.0, of, false, DAY)
            .iter()
            .map(|line| line.id)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(CardsOf::Activity(id(1))), [id(person())]);
    assert_eq!(of(CardsOf::Person(id(52))), [id(52)]);
}
