//! Any interleaving of pushes, pulls, repeats, losses and reorderings over three phones and a server
//! ends with every phone equal to the server's slice and every change answered exactly once.

#![allow(
    clippy::unwrap_used,
    reason = "a test that meets what it does not expect must fail"
)]

#[allow(dead_code, reason = "each test file takes what it needs")]
mod common;

use common::*;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::*;
use domain::slice::Slice;
use domain::time::Millis;
use domain::wire::{SyncRequest, SyncResponse, from_cbor, to_cbor};
use proptest::prelude::*;

const START: Millis = Millis(1_780_000_000_000);

#[derive(Clone, Debug)]
enum Step {
    Mark {
        phone: usize,
        session: u8,
        person: u8,
        status: u8,
    },
    Rename {
        phone: usize,
        person: u8,
        text: u8,
    },
    Phone {
        phone: usize,
        person: u8,
        digits: u8,
    },
    Newcomer {
        phone: usize,
        n: u8,
    },
    Cancel {
        phone: usize,
        session: u8,
    },
    Assign {
        both: bool,
    },
    Count {
        phone: usize,
        women: u8,
    },
    /// Time somebody gave is written down, mostly by themselves.
    Time {
        phone: usize,
        member: u8,
        n: u8,
    },
    Undertake {
        phone: usize,
    },
    Send {
        phone: usize,
    },
    /// The network hands a request to the server, now, late, or once more.
    Request {
        pick: usize,
        keep: bool,
    },
    /// The network hands an answer to the phone, or loses it.
    Response {
        pick: usize,
        keep: bool,
    },
    Lose {
        pick: usize,
    },
    Restart {
        phone: usize,
    },
    Backup,
    /// The server begins again from its newest backup, or from the one before.
    Restore {
        older: bool,
    },
}

fn step() -> impl Strategy<Value = Step> {
    let phone = 0usize..3;
    prop_oneof![
        6 => (phone.clone(), 0u8..2, 0u8..5, 0u8..5).prop_map(|(phone, session, person, status)| Step::Mark { phone, session, person, status }),
        2 => (phone.clone(), 0u8..5, 0u8..3).prop_map(|(phone, person, text)| Step::Rename { phone, person, text }),
        2 => (phone.clone(), 0u8..5, 0u8..3).prop_map(|(phone, person, digits)| Step::Phone { phone, person, digits }),
        1 => (phone.clone(), 0u8..20).prop_map(|(phone, n)| Step::Newcomer { phone, n }),
        1 => (phone.clone(), 0u8..2).prop_map(|(phone, session)| Step::Cancel { phone, session }),
        1 => any::<bool>().prop_map(|both| Step::Assign { both }),
        1 => (phone.clone(), 0u8..9).prop_map(|(phone, women)| Step::Count { phone, women }),
        1 => (phone.clone(), 1u8..4, 0u8..9).prop_map(|(phone, member, n)| Step::Time { phone, member, n }),
        1 => phone.clone().prop_map(|phone| Step::Undertake { phone }),
        6 => phone.clone().prop_map(|phone| Step::Send { phone }),
        6 => (any::<usize>(), any::<bool>()).prop_map(|(pick, keep)| Step::Request { pick, keep }),
        6 => (any::<usize>(), any::<bool>()).prop_map(|(pick, keep)| Step::Response { pick, keep }),
        1 => any::<usize>().prop_map(|pick| Step::Lose { pick }),
        1 => phone.prop_map(|phone| Step::Restart { phone }),
    ]
}

fn step_with_restores() -> impl Strategy<Value = Step> {
    prop_oneof![
        30 => step(),
        2 => Just(Step::Backup),
        1 => any::<bool>().prop_map(|older| Step::Restore { older }),
    ]
}

struct World {
    server: Server,
    phones: Vec<Phone>,
    requests: Vec<(usize, Vec<u8>)>,
    responses: Vec<(usize, SyncRequest, Vec<u8>)>,
    backups: Vec<Server>,
    now: Millis,
}

impl World {
    fn new(page: usize, skews: [i64; 3]) -> Self {
        let members = [HEAD, SALMA, YOUSSEF];
        let phones = (0..3)
            .map(|at| Phone::new(id(101 + at as u8), id(members[at]), skews[at]))
            .collect();
        let mut world = World {
            server: association(page, START),
            phones,
            requests: Vec::new(),
            responses: Vec::new(),
            backups: Vec::new(),
            now: START,
        };
        for phone in 0..3 {
            world.exchange(phone);
        }
        world
    }

    fn session(&self, n: u8) -> Id {
        session_of([LITERACY, SPORT][usize::from(n)], START)
    }

    fn record(&mut self, phone: usize, edits: &[Edit]) {
        let now = self.now;
        self.phones[phone].record(edits, now);
    }

    fn run(&mut self, step: &Step) {
        self.now = self.now.plus(1_000);
        match *step {
            Step::Mark {
                phone,
                session,
                person,
                status,
            } => {
                let by = self.phones[phone].replica.me().unwrap().member;
                let status = Mark::from_number(status.into());
                let edit = mark(self.session(session), id(50 + person), status, by, self.now);
                self.record(phone, &[edit]);
            }
            Step::Rename { phone, person, text } => {
                let edit = Edit::new(Kind::Beneficiary, id(50 + person));
                self.record(
                    phone,
                    &[edit.set(beneficiary::GIVEN_LA, format!("Renamed {text}"))],
                );
            }
            Step::Phone {
                phone,
                person,
                digits,
            } => {
                let edit = Edit::new(Kind::Beneficiary, id(50 + person));
                self.record(phone, &[edit.set(beneficiary::DOUAR, format!("Douar {digits}"))]);
            }
            Step::Newcomer { phone, n } => {
                let person = Id::v7(self.now, [n; 10]);
                let session = self.session(0);
                let by = self.phones[phone].replica.me().unwrap().member;
                let edits = [
                    Edit::create(
                        person,
                        Beneficiary {
                            given_ar: "جديد".into(),
                            ..Beneficiary::default()
                        },
                    ),
                    Edit::create(
                        Id::of_registration(id(LITERACY), person),
                        Registration {
                            activity: id(LITERACY),
                            beneficiary: person,
                            status: RegistrationStatus::Confirmed,
                            ..Registration::default()
                        },
                    ),
                    mark(session, person, Mark::Present, by, self.now),
                ];
                self.record(phone, &edits);
            }
            Step::Cancel { phone, session } => {
                let edit = Edit::new(Kind::Session, self.session(session))
                    .set(session::STATUS, SessionStatus::Cancelled)
                    .set(session::REASON, CancelReason::Weather);
                self.record(phone, &[edit]);
            }
            Step::Assign { both } => {
                let activities = if both {
                    vec![id(LITERACY), id(SPORT)]
                } else {
                    vec![id(SPORT)]
                };
                let edit = Edit::new(Kind::Member, id(YOUSSEF)).set(member::ACTIVITIES, activities);
                self.record(0, &[edit]);
            }
            Step::Count { phone, women } => {
                let by = self.phones[phone].replica.me().unwrap().member;
                let session = self.session(0);
                let count = HeadCount {
                    session,
                    member: by,
                    women: women.into(),
                    ..HeadCount::default()
                };
                self.record(phone, &[Edit::create(Id::of_headcount(session, by), count)]);
            }
            Step::Time { phone, member, n } => {
                let time = VolunteerHours {
                    member: id(member),
                    day: self.phones[phone].clock(self.now).day(),
                    minutes: i64::from(n) + 1,
                    taken_back: n == 8,
                    ..VolunteerHours::default()
                };
                self.record(phone, &[Edit::create(Id::v7(START, [n; 10]), time)]);
            }
            Step::Undertake { phone } => {
                let me = self.phones[phone].replica.me().unwrap().member;
                let edit = Edit::new(Kind::Member, me).set(member::UNDERTOOK, Some(self.now));
                self.record(phone, &[edit]);
            }
            Step::Send { phone } => {
                let clock = self.phones[phone].clock(self.now);
                let request = self.phones[phone].replica.sync_request(clock, None).unwrap();
                self.requests.push((phone, to_cbor(&request)));
            }
            Step::Request { pick, keep } => {
                if self.requests.is_empty() {
                    return;
                }
                let at = pick % self.requests.len();
                let (phone, bytes) = self.requests[at].clone();
                if !keep {
                    self.requests.remove(at);
                }
                let request: SyncRequest = from_cbor(&bytes).unwrap();
                let response = self.server.sync(&request, self.now);
                self.responses.push((phone, request, to_cbor(&response)));
            }
            Step::Response { pick, keep } => {
                if self.responses.is_empty() {
                    return;
                }
                let at = pick % self.responses.len();
                let (phone, request, bytes) = self.responses[at].clone();
                if !keep {
                    self.responses.remove(at);
                }
                let next = self.ahead(phone, &request, &bytes);
                self.requests.extend(next.map(|next| (phone, to_cbor(&next))));
                self.hear(phone, &request, &bytes);
            }
            Step::Lose { pick } => {
                if !self.requests.is_empty() {
                    let at = pick % self.requests.len();
                    self.requests.remove(at);
                }
            }
            Step::Restart { phone } => self.phones[phone].restart(),
            Step::Backup => self.backups.push(self.server.clone()),
            Step::Restore { older } => {
                let from = self.backups.len().saturating_sub(1 + usize::from(older));
                if let Some(backup) = self.backups.get(from) {
                    self.server.restore(backup);
                }
            }
        }
    }

    fn hear(&mut self, phone: usize, request: &SyncRequest, bytes: &[u8]) {
        let response: SyncResponse = from_cbor(bytes).unwrap();
        let now = self.phones[phone].clock(self.now).now;
        self.phones[phone].hear(request, &response, now);
    }

    /// What a phone asks while it keeps an answer.
    fn ahead(&self, phone: usize, request: &SyncRequest, bytes: &[u8]) -> Option<SyncRequest> {
        let (phone, response) = (&self.phones[phone], from_cbor(bytes).unwrap());
        phone.replica.ahead(request, &response, phone.clock(self.now).now)
    }

    /// One whole, undisturbed sync after another until there is nothing to say.
    fn exchange(&mut self, phone: usize) {
        for _ in 0..2_000 {
            self.now = self.now.plus(10);
            let clock = self.phones[phone].clock(self.now);
            let request = self.phones[phone].replica.sync_request(clock, None).unwrap();
            let response = self.server.sync(&request, self.now);
            let ahead = self.ahead(phone, &request, &to_cbor(&response));
            self.hear(phone, &request, &to_cbor(&response));
            if let Some(ahead) = ahead {
                // While an answer is kept, what is asked is what would be asked once it is.
                let asked = self.phones[phone].replica.sync_request(clock, None);
                assert_eq!(asked, Some(ahead));
            }
            let known = request.epoch.is_none_or(|epoch| epoch == response.epoch);
            let sends = known && !response.verdicts.is_empty();
            let asked = request
                .cursors
                .iter()
                .any(|cursor| cursor.before.is_some_and(|before| before > 0));
            let mut parts = response.slices.iter();
            let lines = parts.any(|part| part.slice == Slice::Log && !part.records.is_empty());
            let reads_back = (lines || !asked) && self.phones[phone].replica.reads_back() > 0;
            if !response.more && !reads_back && known && (self.phones[phone].replica.waiting() == 0 || !sends)
            {
                return;
            }
        }
        panic!("a sync that never ends");
    }

    fn settle(&mut self) {
        for _ in 0..2 {
            (0..3).for_each(|phone| self.exchange(phone));
        }
    }

    /// Every phone has come back since the last restore, and what no phone brought is not waited for any more.
    fn settle_after_restores(&mut self) {
        (0..4).for_each(|_| self.settle());
        self.server.lacking = false;
        self.settle();
    }

    fn check(&self) {
        for phone in &self.phones {
            assert_eq!(phone.replica.waiting(), 0);
            assert_equal(&self.server, phone);
            let settled = phone.settled();
            let stuck = phone.stuck();
            for change in &phone.planned {
                let logged = self
                    .server
                    .log
                    .iter()
                    .filter(|line| line.entry.id == change.id)
                    .count();
                // What was refused is the phone's to keep: a restored server need not have heard of it.
                let refused = stuck
                    .iter()
                    .any(|(id, verdict)| *id == change.id && verdict.number() == 4);
                assert!(logged == 1 || (refused && logged == 0), "answered exactly once");
                let ends = settled.iter().filter(|id| **id == change.id).count()
                    + stuck.iter().filter(|(id, _)| *id == change.id).count();
                assert_eq!(ends, 1, "a receipt or a person's to see, and not both");
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_the_network_does_phones_and_server_end_equal(
        steps in proptest::collection::vec(step(), 1..80),
        page in 1usize..12,
        skews in prop::array::uniform3(-300_000_000_000i64..300_000_000_000),
    ) {
        let mut world = World::new(page, skews);
        steps.iter().for_each(|step| world.run(step));
        world.settle();
        world.check();
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn whatever_a_restore_took_away_phones_bring_back_once(
        steps in proptest::collection::vec(step_with_restores(), 1..120),
        page in 1usize..12,
        skews in prop::array::uniform3(-300_000_000_000i64..300_000_000_000),
    ) {
        let mut world = World::new(page, skews);
        steps.iter().for_each(|step| world.run(step));
        world.settle_after_restores();
        world.check();
    }
}

#[test]
fn two_phones_marking_one_person_meet_in_one_attendance() {
    for order in [[1, 2], [2, 1]] {
        let mut world = World::new(100, [0, 40_000, -90_000]);
        let session = world.session(0);
        world.run(&Step::Mark {
            phone: 1,
            session: 0,
            person: 0,
            status: 1,
        });
        world.run(&Step::Mark {
            phone: 2,
            session: 0,
            person: 0,
            status: 4,
        });
        order.into_iter().for_each(|phone| world.exchange(phone));
        world.settle();
        world.check();
        assert_eq!(kinds(&world.server, Kind::Attendance), 1);
        let record = world.server.records[&Id::of_attendance(session, id(50))]
            .record
            .clone();
        assert_eq!(
            status_of(&record),
            Mark::Absent,
            "the later true time stands, whoever came first"
        );
        let marks = world
            .server
            .log
            .iter()
            .filter(|line| line.entry.read::<i64>(log_entry::KIND) == 13);
        assert_eq!(marks.count(), 2, "the log shows both");
    }
}

#[test]
fn two_who_agree_keep_the_first_evidence() {
    for order in [[1, 2], [2, 1]] {
        let mut world = World::new(100, [0, 0, 0]);
        let session = world.session(0);
        world.run(&Step::Mark {
            phone: 1,
            session: 0,
            person: 0,
            status: 1,
        });
        let first = world.now;
        world.run(&Step::Mark {
            phone: 2,
            session: 0,
            person: 0,
            status: 1,
        });
        order.into_iter().for_each(|phone| world.exchange(phone));
        world.settle();
        let record = world.server.records[&Id::of_attendance(session, id(50))]
            .record
            .clone();
        assert_eq!(record.read::<Option<Millis>>(attendance::ARRIVED), Some(first));
        assert_eq!(record.read::<Option<Id>>(attendance::BY), Some(id(SALMA)));
    }
}

#[test]
fn a_change_of_mind_on_one_phone_is_no_conflict() {
    let mut world = World::new(100, [0, 0, 0]);
    for status in [1, 4, 2] {
        world.run(&Step::Mark {
            phone: 1,
            session: 0,
            person: 0,
            status,
        });
    }
    world.settle();
    world.check();
    assert!(
        world
            .server
            .log
            .iter()
            .all(|line| line.entry.read::<i64>(log_entry::VERDICT) == 0)
    );
}

#[test]
fn a_right_withdrawn_while_offline_holds_the_work_and_loses_nothing() {
    let mut world = World::new(100, [0, 0, 0]);
    world.run(&Step::Mark {
        phone: 2,
        session: 0,
        person: 1,
        status: 1,
    });
    world.run(&Step::Assign { both: false });
    world.exchange(0);
    world.exchange(2);
    let stuck = world.phones[2].stuck();
    assert_eq!(stuck.len(), 1);
    assert_eq!(
        stuck[0].1,
        domain::verdict::Verdict::Held {
            reason: domain::verdict::Reason::RightWithdrawn
        }
    );
    assert!(
        world.phones[2].replica.get(id(50)).is_none(),
        "the slice is gone from the phone"
    );
    world.settle();
    world.check();
}

#[test]
fn a_revoked_phone_brings_its_work_and_then_forgets_everything_else() {
    let mut world = World::new(100, [0, 0, 0]);
    let newcomer = Step::Newcomer { phone: 2, n: 9 };
    world.run(&newcomer);
    let clock = world.phones[2].clock(world.now);
    let request = world.phones[2].replica.sync_request(clock, None).unwrap();
    world.run(&Step::Mark {
        phone: 2,
        session: 0,
        person: 1,
        status: 1,
    });
    let close = Edit::new(Kind::Member, id(YOUSSEF)).set(member::CLOSED, true);
    world.record(0, &[close]);
    world.exchange(0);
    // The mark was made after the first request had left: it is not signed out with it.
    let now = world.now;
    let response = world.server.sync(&request, now);
    assert!(response.revoked);
    world.hear(2, &request, &to_cbor(&response));
    let phone = &world.phones[2];
    assert!(phone.replica.me().is_some() && phone.replica.waiting() == 1);
    assert!(phone.replica.server_record(id(50)).is_none(), "wiped at once");
    world.exchange(2);
    for restarts in [false, true] {
        if restarts {
            world.phones[2].restart();
        }
        let phone = &world.phones[2];
        assert_eq!(phone.replica.me(), None);
        assert_eq!(phone.replica.cursors().count(), 0);
        for kind in [Kind::Beneficiary, Kind::Activity, Kind::Member] {
            assert_eq!(phone.replica.count(kind), 0, "{kind:?}");
        }
        let held = domain::verdict::Verdict::Held {
            reason: domain::verdict::Reason::RightWithdrawn,
        };
        assert_eq!(phone.stuck().len(), 4, "nothing recorded is lost");
        assert!(phone.stuck().iter().all(|(_, verdict)| *verdict == held));
    }
    for change in &world.phones[2].planned {
        assert!(
            world.server.log.iter().any(|line| line.entry.id == change.id),
            "with the head"
        );
    }
    // A late repeat of the answer signs nobody else out.
    let next = domain::replica::Me {
        association: id(ASSOCIATION),
        member: id(SALMA),
        device: id(104),
    };
    let batch = world.phones[2].replica.sign_in(next.clone());
    world.phones[2].commit(batch);
    world.hear(2, &request, &to_cbor(&response));
    assert_eq!(world.phones[2].replica.me(), Some(&next));
}

#[test]
fn a_refused_change_blocks_nothing_and_stays() {
    let mut world = World::new(100, [0, 0, 0]);
    // The head archives nothing: the person's record simply is not there on the server.
    let ghost = Edit::create(
        Id::of_attendance(world.session(0), id(99)),
        Attendance {
            session: world.session(0),
            beneficiary: id(99),
            status: Mark::Present,
            ..Attendance::default()
        },
    );
    let clock = world.phones[1].clock(world.now);
    assert!(
        world.phones[1]
            .replica
            .plan(std::slice::from_ref(&ghost), clock)
            .is_err(),
        "the phone's courtesy"
    );
    let mut forged = world.phones[1]
        .replica
        .plan(
            &[mark(
                world.session(0),
                id(50),
                Mark::Present,
                id(SALMA),
                world.now,
            )],
            clock,
        )
        .unwrap();
    let domain::replica::Op::Queue(item) = &mut forged.batch.0[0] else {
        panic!("a queued change")
    };
    item.change.set = ghost.set.clone();
    item.change.record = ghost.record;
    world.phones[1].commit(forged.batch);
    world.run(&Step::Mark {
        phone: 1,
        session: 0,
        person: 2,
        status: 1,
    });
    world.settle();
    assert_eq!(world.phones[1].replica.needing_person(), 1);
    assert_eq!(
        kinds(&world.server, Kind::Attendance),
        1,
        "the next one went through"
    );
}

#[test]
fn a_clock_years_ahead_does_not_win_for_ever() {
    let ten_years = 10 * 365 * 86_400_000;
    let mut world = World::new(100, [0, ten_years, 0]);
    world.run(&Step::Mark {
        phone: 1,
        session: 0,
        person: 0,
        status: 1,
    });
    world.exchange(1);
    world.run(&Step::Mark {
        phone: 2,
        session: 0,
        person: 0,
        status: 4,
    });
    world.settle();
    world.check();
    let record = &world.server.records[&Id::of_attendance(world.session(0), id(50))].record;
    assert_eq!(status_of(record), Mark::Absent);
}
