//! What identifies somebody is erased on request: from the database, whatever was done with them, and from every phone.

use std::fs;

use domain::change::Edit;
use domain::fold::fold;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{
    Attendance, Beneficiary, Decision, Delivery, GoodsUnit, Mark, Pair, Purpose, Registration,
    RegistrationStatus, Request, ReviewItem, Right, Session, View, attendance, beneficiary, member, request,
    review_item,
};
use domain::replica::State;
use domain::report::{Facts, Query, Report, report};
use domain::same::{self, Merge};
use domain::ticket::Ticket;
use domain::verdict::{Reason, Verdict};
use server::export;
use server::retention::{anonymise, due};
use server::store::Store;
use sqlx::{AnyPool, AssertSqlSafe, Row};

use crate::public::{Filled, opened, registered, send, ticket};
use crate::support::{Bed, Phone, World, now, today};

on_each!(
    nothing_that_identified_somebody_is_found_in_the_database_or_on_a_phone,
    what_others_recorded_meanwhile_still_counts_and_says_nothing_more_of_them,
    a_log_that_was_redacted_is_whole_here_and_wherever_it_moves,
    only_a_head_erases_and_for_ever,
    who_was_last_there_too_long_ago_is_anonymised_and_nobody_else,
    what_was_asked_and_answered_too_long_ago_stands_without_who_asked,
);

/// Words that nobody else has: names, phones, notes, in both scripts.
const WORDS: [&str; 18] = [
    "Zubaydahx",
    "Quennefleur",
    "زبيدهخ",
    "Wazzanioux",
    "+212698765432",
    "Fadilahq",
    "Hazlounq",
    "Derb Zitounq",
    "ملاحظهخ",
    "شيماءخق",
    "+212611223399",
    "Oum Zubaydq",
    "Effacezq",
    "Twiceborneq",
    "Otherworldq",
    "Lateworkq",
    "Notemeq",
    "Handedq",
];

/// Somebody with whom all was done that an association does.
struct Known {
    world: World,
    head: Phone,
    volunteer: Phone,
    second: Phone,
    /// Registered themselves, and the record of them that a volunteer made besides.
    person: Id,
    twin: Id,
    request: Id,
    codes: Vec<String>,
}

fn person(given: &str) -> Beneficiary {
    Beneficiary {
        given_la: given.to_owned(),
        family_la: "Wazzanioux".to_owned(),
        ..Beneficiary::default()
    }
}

/// A mark with a note, as phones once made them.
fn noted(session: Id, person: Id, note: &str) -> Edit {
    let mark = Attendance {
        session,
        beneficiary: person,
        status: Mark::Excused,
        note: note.to_owned(),
        ..Attendance::default()
    };
    Edit::create(Id::of_attendance(session, person), mark)
}

impl Known {
    async fn by(bed: &Bed) -> Self {
        let world = opened(bed, "a").await;
        let form = Filled::by(bed, world.activities[0], "Zubaydahx");
        let form = form
            .with("family", "Quennefleur")
            .with("given_other", "زبيدهخ")
            .with("phone", "06 98 76 54 32");
        let ticket = ticket(&send(bed, world.activities[0], &form).await);
        let [(enrolled, _)] = &registered(bed, &world).await[..] else {
            panic!("one registered")
        };
        let mut known = Known {
            head: Phone::sign_in(bed, world.login("head")).await,
            volunteer: Phone::sign_in(bed, world.login("volunteer")).await,
            second: Phone::sign_in(bed, world.login("second")).await,
            person: enrolled.beneficiary,
            twin: server::clock::new_id(now()),
            request: Id::MIN,
            codes: vec![ticket.to_string()],
            world,
        };
        known.sync().await;
        known.live().await;
        crowd(bed, &known.world).await;
        known
    }

    async fn sync(&mut self) {
        for phone in [&mut self.head, &mut self.volunteer, &mut self.second] {
            phone.sync().await;
        }
    }

    /// A card, a note, a conflict, a second record that is merged, a consent, a request.
    async fn live(&mut self) {
        let (person, twin, session) = (self.person, self.twin, self.world.sessions[0]);
        let (card, asked) = (Ticket::of(11), Ticket::of(12));
        self.codes.push(card.to_string());
        self.head.record(&[Edit::new(Kind::Beneficiary, person)
            .set(beneficiary::FATHER, "Fadilahq".to_owned())
            .set(beneficiary::GUARDIAN, "Hazlounq".to_owned())
            .set(beneficiary::DOUAR, "Derb Zitounq".to_owned())
            .set(beneficiary::CARD, card.to_string())]);
        self.volunteer.record(&[noted(session, person, "ملاحظهخ")]);
        let basket = |to: Id, by: &str| Delivery {
            activity: self.world.activities[0],
            day: today(),
            item: "Panier".to_owned(),
            quantity: 150,
            unit: GoodsUnit::Kilogram,
            beneficiary: Some(to),
            by: Some(self.world.member(by)),
            ..Delivery::default()
        };
        let (mine, twins) = (basket(person, "volunteer"), basket(twin, "second"));
        // What a later version may say of it: a field that is not known to stay goes.
        self.volunteer
            .record(&[Edit::create(mine.id(), mine).set(99, "Handedq".to_owned())]);
        self.sync().await;
        // The same field at once: one of the two waits for a head.
        let named =
            |name: &str| Edit::new(Kind::Beneficiary, person).set(beneficiary::GIVEN_AR, name.to_owned());
        self.volunteer.record(&[named("شيماءخق")]);
        self.second.record(&[Edit::new(Kind::Beneficiary, person)
            .set(beneficiary::GUARDIAN_PHONE, "+212611223399".to_owned())
            .set(beneficiary::GIVEN_AR, "زبيدهخ".to_owned() + " Otherworldq")]);
        self.second.record(&[
            Edit::create(twin, person_named_twice()),
            crate::support::registration(self.world.activities[0], twin),
            noted(session, twin, "Notemeq"),
            Edit::create(twins.id(), twins),
        ]);
        self.sync().await;
        self.sync().await;
        let merge = Merge {
            kept: person,
            dropped: twin,
            taken: vec![beneficiary::GIVEN_LA],
        };
        let edits = merge.edits(&self.head.replica);
        self.head.record(&edits);
        self.request = Request::id(self.world.association, asked);
        let asked = Request {
            right: Right::Erasure,
            name: "Oum Zubaydq".to_owned(),
            details: "Effacezq".to_owned(),
            received: Some(today()),
            due: Some(today()),
            number: asked.to_string(),
            ..Request::default()
        };
        self.head.record(&[Edit::create(self.request, asked)]);
        self.sync().await;
    }

    /// A head finds whom the request is about, and erases what identifies them.
    async fn erase(&mut self) {
        self.head.record(&[
            Edit::new(Kind::Request, self.request)
                .set(request::PERSON, Some(self.person))
                .set(request::DONE, Some(today())),
            Edit::new(Kind::Beneficiary, self.person).set(beneficiary::ERASED, Some(1_i64)),
        ]);
        self.head.sync().await;
    }

    fn words(&self) -> Vec<String> {
        let plain = WORDS.iter().map(|word| (*word).to_owned());
        plain.chain(self.codes.iter().cloned()).collect()
    }
}

/// Many others, so that what the database holds of somebody lies on pages that were divided since.
async fn crowd(bed: &Bed, world: &World) {
    let mut book = bed.store.book(world.association).await.unwrap();
    let activity = world.activities[1];
    let newcomer = |number: usize| {
        let id = Id::natural(Kind::Beneficiary, &[&number.to_be_bytes()]);
        let view = Beneficiary {
            given_la: format!("Other {number}"),
            phone: "+212600000000".to_owned(),
            douar: "A douar of others".repeat(3),
            ..Beneficiary::default()
        };
        [Edit::create(id, view), crate::support::registration(activity, id)]
    };
    let edits: Vec<Edit> = (0..400).flat_map(newcomer).collect();
    crate::support::write(&mut book, &edits).await;
    book.close().await.unwrap();
}

fn person_named_twice() -> Beneficiary {
    Beneficiary {
        phone: "+212698765432".to_owned(),
        ..person("Twiceborneq")
    }
}

/// Which of some words, or what they fold to, are in a text.
fn found_in(words: &[String], text: &str) -> Vec<String> {
    let there = |word: &&String| text.contains(word.as_str()) || text.contains(&fold(word));
    words.iter().filter(there).cloned().collect()
}

/// Which of some words are in the database: in any column of any table and, where it is one, in its files.
async fn found(bed: &Bed, words: &[String]) -> Vec<String> {
    let pool = AnyPool::connect(&bed.database).await.unwrap();
    let mut text = String::new();
    let file = bed.database.strip_prefix("sqlite://");
    let tables = match file {
        Some(_) => "select name from sqlite_master where type = 'table'",
        None => "select table_name::text from information_schema.tables where table_schema = 'public'",
    };
    let tables = sqlx::query(tables).fetch_all(&pool).await.unwrap();
    assert!(tables.len() > 12, "every table is searched");
    for table in tables {
        let table: String = table.get(0);
        text += &dumped(&pool, &table, file.is_some()).await;
    }
    pool.close().await;
    let hex = |word: &str| word.bytes().map(|byte| format!("{byte:02x}")).collect::<String>();
    let is_there = |word: &&String| {
        let both = [word.as_str(), &fold(word)];
        both.iter()
            .any(|word| text.contains(&hex(word)) || text.contains(word))
    };
    let mut found: Vec<String> = words.iter().filter(is_there).cloned().collect();
    for path in ["", "-wal"]
        .map(|end| file.map(|file| format!("{file}{end}")))
        .iter()
        .flatten()
    {
        let bytes = fs::read(path).unwrap_or_default();
        let is_there = |word: &&String| {
            let both = [word.as_str(), &fold(word)];
            both.iter()
                .any(|word| bytes.windows(word.len()).any(|part| part == word.as_bytes()))
        };
        found.extend(
            words
                .iter()
                .filter(is_there)
                .map(|word| format!("{word} in the file{path}")),
        );
    }
    found
}

/// All of a table as text, bytes as hexadecimal digits.
async fn dumped(pool: &AnyPool, table: &str, sqlite: bool) -> String {
    if !sqlite {
        let rows = format!("select one::text from \"{table}\" as one");
        let rows = sqlx::query(AssertSqlSafe(rows)).fetch_all(pool).await.unwrap();
        return rows.iter().map(|row| row.get::<String, _>(0) + "\n").collect();
    }
    let columns = format!("select name from pragma_table_info('{table}')");
    let columns = sqlx::query(AssertSqlSafe(columns)).fetch_all(pool).await.unwrap();
    let columns: Vec<String> = columns
        .iter()
        .map(|row| format!("lower(hex(\"{}\"))", row.get::<String, _>(0)))
        .collect();
    let rows = format!("select {} from \"{table}\"", columns.join(" || ' ' || "));
    let rows = sqlx::query(AssertSqlSafe(rows)).fetch_all(pool).await.unwrap();
    rows.iter()
        .map(|row| row.get::<Option<String>, _>(0).unwrap_or_default() + "\n")
        .collect()
}

fn kept_by(phone: &Phone) -> String {
    format!("{:?} {:?}", phone.replica, phone.receipts)
}

async fn counted(store: &Store, world: &World) -> Report {
    let read = store.facts(world.association).await.unwrap();
    let query = Query::of(today().plus(-400), today().plus(1), today());
    report(&Facts::unpack(&read.digest), &query)
}

async fn nothing_that_identified_somebody_is_found_in_the_database_or_on_a_phone(bed: Bed) {
    let mut known = Known::by(&bed).await;
    let words = known.words();
    let there = found(&bed, &words).await;
    let missing = |word: &&String| !there.contains(word) && *word != "Lateworkq";
    let missing: Vec<&String> = words.iter().filter(missing).collect();
    assert!(missing.is_empty(), "never recorded: {missing:?}");
    let before = counted(&bed.store, &known.world).await;
    assert!(before.attendance.absent > 0);
    let handed: Vec<_> = before
        .handed
        .values()
        .map(|one| (one.times, one.hundredths, one.people))
        .collect();
    assert_eq!(handed, [(2, 300, 1)], "both records are of one person");
    known.erase().await;
    assert_eq!(found(&bed, &words).await, [""; 0]);
    known.sync().await;
    for phone in [&known.head, &known.volunteer, &known.second] {
        assert_eq!(found_in(&words, &kept_by(phone)), [""; 0]);
    }
    assert_eq!(counted(&bed.store, &known.world).await, before);
    let person: Beneficiary = known.head.replica.view(known.person).unwrap();
    assert_eq!((person.erased, person.birth_year), (Some(1), Some(1985)));
    let twin: Beneficiary = known.head.replica.view(known.twin).unwrap();
    assert!(twin.is_erased(), "who is one with them is erased with them");
    let asked: Request = known.head.replica.view(known.request).unwrap();
    assert!(asked.erased == Some(true) && asked.name.is_empty() && !asked.number.is_empty());
    let mut items = known.head.replica.all(Kind::ReviewItem).map(ReviewItem::of);
    assert!(
        items.all(|item| item.decision != Decision::Open),
        "nobody could decide"
    );
    let enrolled: Registration = known
        .head
        .replica
        .view(Id::of_registration(known.world.activities[0], known.person))
        .unwrap();
    assert_eq!(enrolled.status, RegistrationStatus::Confirmed);
    // Whoever signs in anew gets no more.
    let mut late = Phone::sign_in(&bed, known.world.login("coordinator")).await;
    late.sync().await;
    assert_eq!(found_in(&words, &kept_by(&late)), [""; 0]);
}

async fn what_others_recorded_meanwhile_still_counts_and_says_nothing_more_of_them(bed: Bed) {
    let mut known = Known::by(&bed).await;
    let (person, session, words) = (known.person, known.world.sessions[0], known.words());
    // Two phones without a network: one hears of the erasure as it sends, the other before.
    for phone in [&mut known.volunteer, &mut known.second] {
        phone.record(&[
            noted(session, person, "Lateworkq"),
            Edit::new(Kind::Beneficiary, person).set(beneficiary::DOUAR, "Lateworkq".to_owned()),
        ]);
    }
    known.erase().await;
    let mut request = known.second.request();
    request.changes.clear();
    let heard = known.second.send(&request).await;
    known.second.hear(&request, &heard);
    assert_eq!(
        found_in(&words, &kept_by(&known.second)),
        [""; 0],
        "before it sends"
    );
    assert_eq!(known.second.replica.waiting(), 2, "both are sent still");
    known.volunteer.sync().await;
    known.second.sync().await;
    for phone in [&known.volunteer, &known.second] {
        assert_eq!(found_in(&words, &kept_by(phone)), [""; 0]);
        let left: Vec<_> = phone.replica.outbox().collect();
        let [refused] = &left[..] else { panic!("{left:?}") };
        let State::Answered(answer) = &refused.state else {
            panic!("{refused:?}")
        };
        assert!(
            matches!(
                answer.verdict,
                Verdict::Refused {
                    reason: Reason::Erased,
                    ..
                }
            ),
            "{answer:?}"
        );
        let mark: Attendance = phone.replica.view(Id::of_attendance(session, person)).unwrap();
        assert_eq!((mark.status, mark.by), (Mark::Excused, None));
    }
    assert_eq!(found(&bed, &words).await, [""; 0]);
    // A mark is altered still, and counted.
    let marks = counted(&bed.store, &known.world).await.attendance;
    known
        .volunteer
        .record(&[Edit::new(Kind::Attendance, Id::of_attendance(session, person))
            .set(attendance::SESSION, session)
            .set(attendance::BENEFICIARY, person)
            .set(attendance::STATUS, Mark::Present)]);
    known.volunteer.sync().await;
    let now = counted(&bed.store, &known.world).await.attendance;
    assert_eq!((now.came, now.absent), (marks.came + 1, marks.absent - 1));
}

async fn a_log_that_was_redacted_is_whole_here_and_wherever_it_moves(bed: Bed) {
    let mut known = Known::by(&bed).await;
    known.erase().await;
    known.sync().await;
    let association = known.world.association;
    let audit = bed.store.verify_log(association).await.unwrap();
    assert_eq!(audit.walked.broken, []);
    let mut text = Vec::new();
    export::write(&bed.store, association, &mut text).await.unwrap();
    let there = Store::open("sqlite::memory:").await.unwrap();
    export::read(&there, text.as_slice()).await.unwrap();
    assert_eq!(there.verify_log(association).await.unwrap().walked, audit.walked);
    // One byte of a line that was redacted, and neither place takes it.
    let pool = AnyPool::connect(&bed.database).await.unwrap();
    let line = "select seq, line, hash from log where association_id = $1 order by seq";
    let rows = sqlx::query(line).bind(association.as_bytes().to_vec());
    let rows = rows.fetch_all(&pool).await.unwrap();
    let mut before = domain::log::GENESIS;
    let mut redacted = None;
    for row in &rows {
        let (line, hash): (Vec<u8>, Vec<u8>) = (row.get(1), row.get(2));
        if domain::log::link(&before, &line).as_slice() != hash {
            redacted = Some((row.get::<i64, _>(0), line));
        }
        before = hash.try_into().unwrap();
    }
    let (seq, mut line) = redacted.unwrap();
    let at = line.len() - 2;
    line[at] ^= 1;
    let altered = sqlx::query("update log set line = $1 where association_id = $2 and seq = $3");
    let altered = altered.bind(line).bind(association.as_bytes().to_vec()).bind(seq);
    altered.execute(&pool).await.unwrap();
    pool.close().await;
    let broken = bed.store.verify_log(association).await.unwrap().walked.broken;
    assert!(
        broken.iter().any(|broken| broken.at() == seq as u64),
        "{broken:?}"
    );
    let mut text = Vec::new();
    if export::write(&bed.store, association, &mut text).await.is_ok() {
        let elsewhere = Store::open("sqlite::memory:").await.unwrap();
        export::read(&elsewhere, text.as_slice()).await.unwrap_err();
    }
}

async fn only_a_head_erases_and_for_ever(bed: Bed) {
    let mut known = Known::by(&bed).await;
    let person = known.person;
    let erasing = |why: Option<i64>| Edit::new(Kind::Beneficiary, person).set(beneficiary::ERASED, why);
    let clock = crate::support::clock();
    for phone in [&known.volunteer, &known.second] {
        assert!(phone.replica.plan(&[erasing(Some(1))], clock).is_err());
    }
    let mut coordinator = Phone::sign_in(&bed, known.world.login("coordinator")).await;
    coordinator.sync().await;
    assert!(coordinator.replica.plan(&[erasing(Some(1))], clock).is_err());
    known.erase().await;
    let named = Edit::new(Kind::Beneficiary, person).set(beneficiary::GIVEN_LA, "Again".to_owned());
    for edit in [erasing(None), named, same::part(person, known.twin)] {
        assert!(
            known
                .head
                .replica
                .plan(core::slice::from_ref(&edit), clock)
                .is_err(),
            "{edit:?}"
        );
    }
    let pair: Pair = known.head.replica.view(Pair::id(person, known.twin)).unwrap();
    assert_eq!(pair.chosen, domain::value::Fields::new());
    let consents = known.head.replica.referring(person, Kind::Consent);
    assert!(
        consents
            .map(domain::record::Consent::of)
            .any(|one| one.purpose == Purpose::TakingPart)
    );
}

async fn who_was_last_there_too_long_ago_is_anonymised_and_nobody_else(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let mut book = bed.store.book(world.association).await.unwrap();
    let activity = world.activities[0];
    let (group, day) = (Id::of_only_group(activity), today().plus(600));
    let later = Id::of_session(group, day, 600);
    let session = Session {
        activity,
        group,
        day,
        slot: 600,
        minutes: 60,
        ..Session::default()
    };
    let mark = |session, person| {
        let mark = Attendance {
            session,
            beneficiary: person,
            status: Mark::Present,
            ..Attendance::default()
        };
        Edit::create(Id::of_attendance(session, person), mark)
    };
    let edits = [
        Edit::create(later, session),
        mark(later, world.people[0]),
        mark(world.sessions[0], world.people[1]),
        same::join(world.people[2], world.people[0]),
    ];
    book.record_own(None, &edits, now()).await.unwrap();
    book.close().await.unwrap();
    let names: Vec<String> = (0..6).map(|number| format!("a person {number}")).collect();
    let before = counted(&bed.store, &world).await;
    let at = now().plus(25 * 31 * 86_400_000);
    let association = world.association;
    let mut gone = world.people.clone();
    gone.retain(|person| ![world.people[0], world.people[2]].contains(person));
    gone.sort_unstable();
    assert!(due(&bed.store, association, 24, now()).await.unwrap().is_empty());
    assert_eq!(due(&bed.store, association, 24, at).await.unwrap().people, gone);
    assert_eq!(
        anonymise(&bed.store, association, 24, at).await.unwrap().people,
        gone
    );
    assert!(
        anonymise(&bed.store, association, 24, at)
            .await
            .unwrap()
            .is_empty()
    );
    let mut left = found(&bed, &names).await;
    left.retain(|word| !word.contains("file"));
    assert_eq!(left, [names[0].clone(), names[2].clone()]);
    assert_eq!(counted(&bed.store, &world).await, before);
    assert_eq!(bed.store.verify_log(association).await.unwrap().walked.broken, []);
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    head.sync().await;
    let person: Beneficiary = head.replica.view(world.people[1]).unwrap();
    assert_eq!(person.erased, Some(2));
}

async fn what_was_asked_and_answered_too_long_ago_stands_without_who_asked(bed: Bed) {
    let world = World::make(&bed.store, "a").await;
    let association = world.association;
    let mut head = Phone::sign_in(&bed, world.login("head")).await;
    let mut second = Phone::sign_in(&bed, world.login("coordinator")).await;
    head.sync().await;
    let then = today().plus(-25 * 31);
    let asked = |number: u64, name: &str, details: &str| {
        let number = Ticket::of(number);
        let asked = Request {
            right: Right::Access,
            name: name.to_owned(),
            phone: "+212698765432".to_owned(),
            details: details.to_owned(),
            received: Some(today()),
            due: Some(Request::due(today())),
            number: number.to_string(),
            ..Request::default()
        };
        Edit::create(Request::id(association, number), asked)
    };
    let (answered, open) = (asked(21, "Oum Zubaydq", "Effacezq"), asked(22, "Zubaydahx", ""));
    let (gone, stays) = (answered.record, open.record);
    // It came by somebody whose account was closed meanwhile: the words wait for a head, who takes them.
    let mut volunteer = Phone::sign_in(&bed, world.login("volunteer")).await;
    volunteer.sync().await;
    volunteer.record(&[answered]);
    head.record(&[
        Edit::new(Kind::Member, world.member("volunteer")).set(member::CLOSED, true),
        open,
    ]);
    head.sync().await;
    volunteer.sync().await;
    head.sync().await;
    let item = head.replica.all(Kind::ReviewItem).next().unwrap().id;
    head.record(&[Edit::new(Kind::ReviewItem, item).set(review_item::DECISION, Decision::Take)]);
    head.sync().await;
    head.sync().await;
    head.record(&[Edit::new(Kind::Request, gone).set(request::DONE, Some(then))]);
    head.sync().await;
    second.sync().await;
    let words = ["Oum Zubaydq".to_owned(), "Effacezq".to_owned()];
    assert_eq!(found(&bed, &words).await[..2], words, "they are there");
    let at = now();
    let lapsed = anonymise(&bed.store, association, 24, at).await.unwrap();
    // Nobody else is: the log says of the request itself what it lost.
    assert_eq!((lapsed.people, lapsed.requests), (Vec::new(), vec![gone]));
    assert!(
        anonymise(&bed.store, association, 24, at)
            .await
            .unwrap()
            .is_empty()
    );
    assert_eq!(found(&bed, &words).await, Vec::<String>::new());
    assert_eq!(bed.store.verify_log(association).await.unwrap().walked.broken, []);
    for phone in [&mut head, &mut second] {
        phone.sync().await;
        assert_eq!(found_in(&words, &kept_by(phone)), Vec::<String>::new());
        let request: Request = phone.replica.view(gone).unwrap();
        assert_eq!((request.phone, request.details), (String::new(), String::new()));
        assert_eq!(
            (request.right, request.received, request.done),
            (Right::Access, Some(today()), Some(then))
        );
        let request: Request = phone.replica.view(stays).unwrap();
        assert_eq!(request.name, "Zubaydahx");
    }
}
