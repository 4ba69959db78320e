//! Papers, as whoever prints and searches them meets them.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::process::{Command, Stdio};

use app::i18n::Lang;
use app::intent::CancelSession;
use app::paper::Papers;
use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::project::{BudgetLine, Indicator};
use domain::record::{
    Association, Attendance, Beneficiary, CancelReason, Mark, Project, RegistrationStatus, Session,
    SessionStatus, Sex, activity, association, registration as field,
};
use domain::report::Month;
use domain::same;
use domain::ticket::Ticket;
use domain::time::Day;
use reqwest::StatusCode;
use serde_json::Value;
use server::paper::sheet;

use crate::support::{Bed, Phone, World, now, registration, today, write};

on_each!(
    every_name_is_found_on_a_sheet_on_as_many_pages_as_it_needs,
    names_of_both_scripts_and_of_any_length_are_whole,
    a_sheet_of_nobody_says_so_and_a_blank_one_has_room,
    a_filled_sheet_says_what_was_said_and_a_person_recorded_twice_stands_once,
    a_register_counts_who_came_to_what,
    a_register_of_a_session_a_day_has_room_for_all_of_them,
    an_assembly_s_list_is_signed_by_whoever_comes,
    whoever_may_read_an_activity_gets_its_papers_and_nobody_else,
    a_certificate_is_for_who_came,
    a_report_for_outside_names_its_agreement_and_nobody,
    whoever_has_a_paper_read_aloud_hears_what_its_parts_are,
    a_phone_prints_with_no_network_what_the_server_makes,
    cards_carry_names_and_codes_ten_on_a_sheet_and_go_to_who_gives_them,
);

/// A PDF, and what is read in it.
pub(crate) struct Paper {
    pages: usize,
    lines: Vec<String>,
    pub(crate) text: String,
}

impl Paper {
    pub(crate) fn says(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    fn count(&self, text: &str) -> usize {
        self.text.matches(text).count()
    }
}

/// Without marks of direction, and with one space between words.
fn plain(text: &str) -> String {
    let is_mark =
        |c: char| matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let text: String = text.chars().filter(|c| !is_mark(*c)).collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Asks for a paper.
pub(crate) async fn asked(phone: &Phone, place: &str) -> reqwest::Response {
    asking(phone, place).send().await.unwrap()
}

fn asking(phone: &Phone, place: &str) -> reqwest::RequestBuilder {
    let address = format!("{}/api/v1/paper/{place}", phone.url);
    phone.http.get(address).header("cookie", &phone.cookie)
}

pub(crate) async fn paper(phone: &Phone, place: &str) -> Paper {
    read(&pdf(phone, place).await)
}

/// The bytes of a paper, as a browser is given them.
pub(crate) async fn pdf(phone: &Phone, place: &str) -> Vec<u8> {
    let asking = asking(phone, place).header("accept-encoding", "gzip, br");
    let response = asking.send().await.unwrap();
    assert_eq!(response.status(), StatusCode::OK, "{place}");
    assert_eq!(response.headers()["content-type"], "application/pdf");
    assert!(
        response.content_length().is_some(),
        "whoever fetches it knows how much is to come"
    );
    let named = response.headers()["content-disposition"]
        .to_str()
        .unwrap()
        .to_owned();
    assert!(
        named.starts_with("inline; filename=\"hadir-") && named.ends_with(".pdf\""),
        "{named}"
    );
    response.bytes().await.unwrap().to_vec()
}

/// What another program than the one that wrote a PDF says of it.
fn told(program: &str, how: &[&str], pdf: &[u8]) -> String {
    let mut child = Command::new(program)
        .args(how)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("poppler's tools, which make test sets up");
    let mut into = child.stdin.take().unwrap();
    into.write_all(pdf).unwrap();
    drop(into);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// Reads a PDF; each page ends with a form feed.
fn read(pdf: &[u8]) -> Paper {
    let text = told("pdftotext", &["-layout", "-", "-"], pdf);
    Paper {
        pages: text.matches('\u{C}').count(),
        lines: text.lines().map(plain).collect(),
        text: plain(&text),
    }
}

const GIVEN: [(&str, &str); 10] = [
    ("فاطمة الزهراء", "Fatima Ezzahra"),
    ("محمد", "Mohamed"),
    ("خديجة", "Khadija"),
    ("عبد الإله", "Abdelilah"),
    ("مريم", "Meryem"),
    ("لالة زينب", "Lalla Zineb"),
    ("يوسف", "Youssef"),
    ("نڭادي", "Nougadi"),
    ("آسية", "Assia"),
    ("إدريس", "Driss"),
];
const FAMILY: [(&str, &str); 30] = [
    ("بنعلي", "Benali"),
    ("العلوي", "El Alaoui"),
    ("أيت باها", "Aït Baha"),
    ("الإدريسي", "El Idrissi"),
    ("بلعيد", "Belaïd"),
    ("التازي", "Tazi"),
    ("الفاسي", "El Fassi"),
    ("بوعزة", "Bouazza"),
    ("الكتاني", "Kettani"),
    ("حجي", "Hajji"),
    ("السوسي", "Soussi"),
    ("الريفي", "Rifi"),
    ("الدكالي", "Doukkali"),
    ("المراكشي", "Marrakchi"),
    ("ولد الحاج", "Ould El Haj"),
    ("الصنهاجي", "Sanhaji"),
    ("الورياغلي", "Ouariaghli"),
    ("بنجلون", "Benjelloun"),
    ("برادة", "Berrada"),
    ("الأزرق", "Lazrak"),
    ("الغزالي", "Ghazali"),
    ("أوحساين", "Ouhssaine"),
    ("لحلو", "Lahlou"),
    ("المنصوري", "Mansouri"),
    ("الزياني", "Ziani"),
    ("شقرون", "Chekroun"),
    ("بنشقرون", "Benchekroun"),
    ("الحسني", "El Hassani"),
    ("اليعقوبي", "Yacoubi"),
    ("الناصري", "Naciri"),
];

pub(crate) fn person(number: usize) -> Beneficiary {
    let (given, family) = (GIVEN[number % 10], FAMILY[number / 10 % 30]);
    Beneficiary {
        given_ar: given.0.into(),
        family_ar: family.0.into(),
        given_la: given.1.into(),
        family_la: family.1.into(),
        birth_year: Some(1_950 + number as i64 % 60),
        ..Beneficiary::default()
    }
}

/// An association with names in both scripts, and people in an activity of their own with a session today.
pub(crate) struct Class {
    pub(crate) world: World,
    pub(crate) people: Vec<Id>,
    /// Its head's.
    pub(crate) phone: Phone,
}

pub(crate) async fn class(bed: &Bed, tag: &str, people: &[Beneficiary]) -> Class {
    let world = World::make(&bed.store, tag).await;
    let ids: Vec<Id> = people.iter().map(|_| server::clock::new_id(now())).collect();
    let mut edits = vec![
        Edit::new(Kind::Association, world.association)
            .set(association::NAME_AR, String::from("جمعية الأمل للتنمية"))
            .set(association::RECEIPT, String::from("2024/118")),
        Edit::new(Kind::Activity, world.activities[1])
            .set(activity::TITLE, String::from("محو الأمية"))
            .set(activity::PLACE, String::from("دار الشباب، تيزنيت")),
    ];
    for (id, person) in ids.iter().zip(people) {
        edits.push(Edit::create(*id, person.clone()));
        edits.push(registration(world.activities[1], *id));
    }
    let mut book = bed.store.book(world.association).await.unwrap();
    for part in edits.chunks(100) {
        write(&mut book, part).await;
    }
    book.close().await.unwrap();
    let mut phone = Phone::sign_in(bed, world.login("head")).await;
    phone.sync().await;
    Class {
        world,
        people: ids,
        phone,
    }
}

impl Class {
    fn sheet(&self, lang: &str) -> String {
        format!("attendance/{}?lang={lang}", self.world.sessions[1])
    }

    pub(crate) async fn mark(&mut self, person: usize, status: Mark) {
        let (session, person) = (self.world.sessions[1], self.people[person]);
        let mark = Attendance {
            session,
            beneficiary: person,
            status,
            by: Some(self.world.member("head")),
            ..Attendance::default()
        };
        self.phone
            .record(&[Edit::create(Id::of_attendance(session, person), mark)]);
        self.phone.sync().await;
    }
}

async fn every_name_is_found_on_a_sheet_on_as_many_pages_as_it_needs(bed: Bed) {
    // One person is there already.
    for (tag, more, pages) in [("one", 0, 1), ("forty", 39, 2), ("many", 299, 11)] {
        let people: Vec<Beneficiary> = (0..more).map(person).collect();
        let class = class(&bed, tag, &people).await;
        for (lang, arabic) in [("ar", true), ("fr", false)] {
            let sheet = paper(&class.phone, &class.sheet(lang)).await;
            assert_eq!(sheet.pages, pages, "{more} people, {lang}");
            for person in &people {
                let name = person.name(arabic);
                assert!(sheet.says(&name), "{name} in {}", sheet.text);
            }
            assert!(sheet.says(&format!("{tag} person 5")));
            let heads = sheet.count(if arabic {
                "الاسم الكامل"
            } else {
                "Nom et prénom"
            });
            assert_eq!(heads, pages, "the head stands on each page");
            let last = match arabic {
                true => format!("صفحة {pages} من {pages}"),
                false => format!("Page {pages} sur {pages}"),
            };
            // A number within Arabic stands without the space beside it.
            let last = last.replace(' ', "");
            assert!(sheet.text.replace(' ', "").contains(&last), "{}", sheet.text);
        }
    }
}

async fn names_of_both_scripts_and_of_any_length_are_whole(bed: Bed) {
    let name = |given: &str, family: &str| Beneficiary {
        given_ar: given.into(),
        family_ar: family.into(),
        ..Beneficiary::default()
    };
    let long = "أبجد هوز حطي كلمن ".repeat(4);
    let people = [
        name("سلمى Salma", "العلوي (El Alaoui)"),
        name(long.trim(), &"W".repeat(80)),
        name("يوسف 2", "12:30"),
    ];
    let class = class(&bed, "a", &people).await;
    let sheet = paper(&class.phone, &class.sheet("ar")).await;
    assert_eq!(sheet.pages, 1);
    for part in ["سلمى", "Salma", "العلوي", "El Alaoui", "كلمن", "يوسف", "12:30"] {
        assert!(sheet.says(part), "{part} in {}", sheet.text);
    }
    assert_eq!(sheet.count("W"), 80, "{}", sheet.text);
    assert_eq!(sheet.count("كلمن"), 4, "{}", sheet.text);
}

async fn a_sheet_of_nobody_says_so_and_a_blank_one_has_room(bed: Bed) {
    let mut class = class(&bed, "a", &[]).await;
    let gone = Edit::new(
        Kind::Registration,
        Id::of_registration(class.world.activities[1], class.world.people[5]),
    )
    .set(field::STATUS, RegistrationStatus::Withdrawn);
    class.phone.record(&[gone]);
    class.phone.sync().await;
    let sheet = paper(&class.phone, &class.sheet("fr")).await;
    assert!(
        sheet.says("Personne dans cette liste") && !sheet.says("person 5"),
        "{}",
        sheet.text
    );
    let blank = paper(&class.phone, &format!("{}&blank=true", class.sheet("fr"))).await;
    assert!(
        blank.says("Signature") && blank.says("5") && !blank.says("Personne dans"),
        "{}",
        blank.text
    );
    assert_eq!((sheet.pages, blank.pages), (1, 1));
}

async fn a_filled_sheet_says_what_was_said_and_a_person_recorded_twice_stands_once(bed: Bed) {
    let people: Vec<Beneficiary> = (0..3).map(person).collect();
    let mut class = class(&bed, "a", &people).await;
    class.mark(0, Mark::Present).await;
    class.mark(1, Mark::Excused).await;
    class.mark(2, Mark::Late).await;
    let walk_in = class.world.people[0];
    class.phone.mark(class.world.sessions[1], walk_in, Mark::Present);
    class
        .phone
        .record(&[same::join(class.people[0], class.people[1])]);
    class.phone.sync().await;
    let sheet = paper(&class.phone, &class.sheet("en")).await;
    assert!(
        sheet.says("Fatima Ezzahra Benali") && !sheet.says("Mohamed Benali"),
        "{}",
        sheet.text
    );
    assert!(sheet.says("Late") && !sheet.says("Excused"), "{}", sheet.text);
    assert_eq!(sheet.count("Walk-in"), 1, "{}", sheet.text);
    let blank = paper(&class.phone, &format!("{}&blank=true", class.sheet("en"))).await;
    assert!(!blank.says("Late") && !blank.says("a person 0"), "{}", blank.text);
}

async fn a_register_counts_who_came_to_what(bed: Bed) {
    let people: Vec<Beneficiary> = (0..40).map(person).collect();
    let mut class = class(&bed, "a", &people).await;
    for number in 0..3 {
        class.mark(number, Mark::Present).await;
    }
    class.mark(3, Mark::Absent).await;
    let group = Id::of_only_group(class.world.activities[1]);
    let (year, month, day) = today().ymd();
    let place = format!("register/{group}?lang=ar&month={year}-{month:02}");
    let register = paper(&class.phone, &place).await;
    for person in &people {
        assert!(register.says(&person.name(true)), "{}", person.name(true));
    }
    let holds = |line: &String, word: &str, number: &str, times: usize| {
        line.contains(word) && line.matches(number).count() == times
    };
    let lines = &register.lines;
    let head = lines
        .iter()
        .any(|line| holds(line, "الاسم الكامل", &day.to_string(), 1));
    assert!(
        head && lines.iter().any(|line| holds(line, "المجموع", "3", 2)),
        "{lines:?}"
    );
    assert_eq!(register.pages, 2);
    let empty = paper(&class.phone, &format!("register/{group}?lang=fr&month=2019-05")).await;
    assert!(
        empty.says("Aucune séance") && empty.says("mai 2019"),
        "{}",
        empty.text
    );
    let wrong = asked(&class.phone, &format!("register/{group}?month=May")).await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
}

/// A session of an activity's only group on each day of March 2026.
pub(crate) fn a_session_a_day(activity: Id) -> Vec<Edit> {
    let group = Id::of_only_group(activity);
    let first = Day::from_iso("2026-03-01").unwrap();
    let sessions = (0..31).map(|number| {
        let day = first.plus(number);
        let session = Session {
            activity,
            group,
            day,
            slot: 600,
            minutes: 60,
            status: SessionStatus::Planned,
            ..Session::default()
        };
        Edit::create(Id::of_session(group, day, 600), session)
    });
    sessions.collect()
}

async fn a_register_of_a_session_a_day_has_room_for_all_of_them(bed: Bed) {
    let mut class = class(&bed, "a", &[person(0), person(1)]).await;
    let activity = class.world.activities[1];
    let group = Id::of_only_group(activity);
    let sessions = a_session_a_day(activity);
    class.phone.record(&sessions);
    class.phone.sync().await;
    let register = paper(&class.phone, &format!("register/{group}?lang=fr&month=2026-03")).await;
    let days: Vec<String> = (1..=31).map(|day| day.to_string()).collect();
    let head = format!("N° Nom et prénom {} Total", days.join(" "));
    assert!(register.lines.contains(&head), "{:?}", register.lines);
    assert!(register.says("Fatima Ezzahra Benali") && register.says("mars 2026"));
    assert_eq!(register.pages, 1);
}

async fn an_assembly_s_list_is_signed_by_whoever_comes(bed: Bed) {
    let people: Vec<Beneficiary> = (0..40).map(person).collect();
    let class = class(&bed, "a", &people).await;
    let list = paper(
        &class.phone,
        &format!("assembly/{}?lang=fr", class.world.sessions[1]),
    )
    .await;
    for person in &people {
        assert!(list.says(&person.name(false)), "{}", person.name(false));
    }
    for part in ["assemblée générale", "Qualité", "président", "secrétaire"] {
        assert!(list.says(part), "{part} in {}", list.text);
    }
    // Forty-one are expected; whoever else comes signs below them.
    assert!(list.lines.contains(&"51".to_owned()), "{:?}", list.lines);
    assert_eq!(list.pages, 3);
}

async fn whoever_may_read_an_activity_gets_its_papers_and_nobody_else(bed: Bed) {
    let mut world = class(&bed, "a", &[]).await;
    let theirs = World::make(&bed.store, "theirs").await;
    let (first, second) = (world.world.sessions[0], world.world.sessions[1]);
    world.phone.mark(first, world.world.people[0], Mark::Present);
    world.phone.sync().await;
    let world = world.world;
    let papers = |activity: Id, session: Id, person: Id| {
        let registration = Id::of_registration(activity, person);
        let group = Id::of_only_group(activity);
        [
            format!("attendance/{session}"),
            format!("assembly/{session}"),
            format!("register/{group}"),
            format!("certificate/{registration}"),
        ]
    };
    for (role, own, other) in [
        ("head", 200, 200),
        ("coordinator", 200, 200),
        ("volunteer", 200, 403),
        ("viewer", 200, 403),
    ] {
        let phone = Phone::sign_in(&bed, world.login(role)).await;
        for place in papers(world.activities[0], first, world.people[0]) {
            assert_eq!(asked(&phone, &place).await.status(), own, "{role} {place}");
        }
        for place in &papers(world.activities[1], second, world.people[5])[..3] {
            assert_eq!(asked(&phone, place).await.status(), other, "{role} {place}");
        }
        for place in papers(theirs.activities[0], theirs.sessions[0], theirs.people[0]) {
            assert_eq!(asked(&phone, &place).await.status(), 404, "{role} {place}");
        }
    }
}

async fn a_certificate_is_for_who_came(bed: Bed) {
    let people: Vec<Beneficiary> = (0..2).map(person).collect();
    let mut class = class(&bed, "a", &people).await;
    class.mark(0, Mark::Late).await;
    class.mark(1, Mark::Absent).await;
    let place = |person: usize| {
        let registration = Id::of_registration(class.world.activities[1], class.people[person]);
        format!("certificate/{registration}?lang=ar")
    };
    let certificate = paper(&class.phone, &place(0)).await;
    for part in [
        "شهادة مشاركة",
        "فاطمة الزهراء بنعلي",
        "محو الأمية",
        "جمعية الأمل للتنمية",
    ] {
        assert!(certificate.says(part), "{part} in {}", certificate.text);
    }
    assert!(
        !certificate.says("إلى"),
        "one day is no span: {}",
        certificate.text
    );
    assert_eq!(certificate.pages, 1);
    let never = asked(&class.phone, &place(1)).await;
    assert_eq!(never.status(), StatusCode::NOT_FOUND);
    // What was said at a session that was called off since attests nothing.
    let (activity, person) = (class.world.activities[1], class.people[0]);
    let (group, day) = (Id::of_only_group(activity), today().plus(-9));
    let before = Id::of_session(group, day, 600);
    let session = Session {
        activity,
        group,
        day,
        slot: 600,
        minutes: 60,
        status: SessionStatus::Planned,
        ..Session::default()
    };
    let place = place(0);
    class.phone.record(&[Edit::create(before, session)]);
    class.phone.mark(before, person, Mark::Present);
    class.phone.sync().await;
    assert!(paper(&class.phone, &place).await.says("إلى"));
    let off = CancelSession {
        session: before,
        reason: CancelReason::PlaceClosed,
    };
    class.phone.record(&off.edits());
    class.phone.sync().await;
    assert_eq!(paper(&class.phone, &place).await.text, certificate.text);
}

async fn a_phone_prints_with_no_network_what_the_server_makes(bed: Bed) {
    let people: Vec<Beneficiary> = (0..30).map(person).collect();
    let mut class = class(&bed, "a", &people).await;
    for (number, status) in [
        (0, Mark::Present),
        (1, Mark::Late),
        (2, Mark::Absent),
        (9, Mark::Excused),
    ] {
        class.mark(number, status).await;
    }
    let (activity, session) = (class.world.activities[1], class.world.sessions[1]);
    let (group, person) = (Id::of_only_group(activity), class.people[0]);
    let replica = &class.phone.replica;
    let association: Association = replica.view(class.world.association).unwrap();
    let month = Month::of(today());
    let days = (today().plus(-30), today());
    for lang in [Lang::Ar, Lang::Fr] {
        let papers = Papers {
            replica,
            association: &association,
            lang,
        };
        for (place, held) in [
            (
                format!("attendance/{session}?"),
                papers.attendance(session, false),
            ),
            (
                format!("attendance/{session}?blank=true&"),
                papers.attendance(session, true),
            ),
            (format!("assembly/{session}?"), papers.assembly(session)),
            (
                format!("register/{group}?month={month}&"),
                papers.register(group, month),
            ),
            (
                format!("certificate/{}?", Id::of_registration(activity, person)),
                papers.certificate(activity, person, today()),
            ),
            (
                format!("volunteers?from={}&to={}&", days.0, days.1),
                Some(papers.volunteers(days, today())),
            ),
        ] {
            let held = sheet(&held.expect("a paper"), lang).unwrap();
            let made = paper(&class.phone, &format!("{place}lang={}", lang.code())).await;
            assert_eq!(read(&held).text, made.text, "{place}");
        }
    }
}

async fn a_report_for_outside_names_its_agreement_and_nobody(bed: Bed) {
    let told = |number: usize| Beneficiary {
        sex: [Sex::Female, Sex::Male, Sex::Male][number % 3],
        birth_year: Some(i64::from(today().ymd().0) - [10, 40][number % 2]),
        ..person(number)
    };
    let people: Vec<Beneficiary> = (0..8).map(told).collect();
    let mut class = class(&bed, "a", &people).await;
    for number in 0..8 {
        class.mark(number, Mark::Present).await;
    }
    let project = server::clock::new_id(now());
    class.phone.record(&[
        Edit::create(project, funding()),
        Edit::new(Kind::Activity, class.world.activities[1]).set(activity::PROJECT, Some(project)),
    ]);
    class.phone.sync().await;
    let place = format!("report?lang=fr&project={project}");
    let outside = paper(&class.phone, &format!("{place}&outside=true")).await;
    for part in [
        "CV-2026/7",
        "31/01/2026",
        "Fondation",
        "8 personnes",
        "1 séance tenue",
        "Indicateurs et cibles",
        "Personnes, Femmes",
        "32,0 %",
        "Formatrices",
        "45.000,00",
        "masqués",
    ] {
        assert!(outside.says(part), "{part} in {}", outside.text);
    }
    assert!(
        !outside.says("Bénévoles") && !outside.says("a head"),
        "{}",
        outside.text
    );
    assert!(outside.count("*") > 3, "{}", outside.text);
    let inside = paper(&class.phone, &place).await;
    assert!(
        inside.says("Bénévoles") && inside.says("a head"),
        "{}",
        inside.text
    );
    let whole = inside.count("Heures-participants");
    assert_eq!(
        whole, 3,
        "over two tables and in the definitions: {}",
        inside.text
    );
    let wrong = asked(&class.phone, "report?donor=Personne").await;
    assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
    let said: Value = wrong.json().await.unwrap();
    assert_eq!(said["field"], "donor");
}

/// A project that eight people took part in, fewer than five of them women.
pub(crate) fn funding() -> Project {
    let people = |sex| Indicator {
        sex,
        target: 25,
        ..Indicator::default()
    };
    Project {
        name_la: "Lire au douar".into(),
        donor: "Fondation Atlas".into(),
        agreement: "CV-2026/7".into(),
        agreement_day: Day::from_iso("2026-01-31"),
        from: today(),
        to: today(),
        budget: vec![BudgetLine {
            name: "Formatrices".into(),
            planned: 4_500_000,
            spent: 0,
        }],
        indicators: vec![people(None), people(Some(Sex::Female))],
        ..Project::default()
    }
}

/// How often each kind of part stands in what a PDF says of itself, and the title.
fn parts(pdf: &[u8]) -> (BTreeMap<String, usize>, String) {
    let tree = told("pdfinfo", &["-struct-text", "-"], pdf);
    let mut parts = BTreeMap::new();
    for line in tree.lines().map(str::trim).filter(|line| !line.starts_with('"')) {
        let kind = line.split([' ', ':']).next().unwrap_or_default();
        *parts.entry(kind.to_owned()).or_default() += 1;
    }
    let title = tree.split_once("H1").map_or("", |(_, rest)| rest);
    let title = title.split('"').nth(1).unwrap_or_default();
    (parts, plain(title))
}

async fn whoever_has_a_paper_read_aloud_hears_what_its_parts_are(bed: Bed) {
    let people: Vec<Beneficiary> = (0..39).map(person).collect();
    let mut class = class(&bed, "a", &people).await;
    class.mark(0, Mark::Present).await;
    for (lang, title) in [("ar", None), ("fr", Some("Feuille de présence"))] {
        let sheet = pdf(&class.phone, &class.sheet(lang)).await;
        let about = told("pdfinfo", &["-"], &sheet);
        assert!(plain(&about).contains("Tagged: yes"), "{about}");
        let (parts, said) = parts(&sheet);
        let of = |kind: &str| parts.get(kind).copied().unwrap_or_default();
        assert_eq!((of("H1"), of("Table")), (1, 1), "{parts:?}");
        assert_eq!(
            of("TH"),
            5,
            "the head is said once, and seen on two pages: {parts:?}"
        );
        assert_eq!((of("TR"), of("TD")), (41, 200), "{parts:?}");
        assert!(title.is_none_or(|title| title == said), "{said}");
    }
    let (parts, _) = parts(&pdf(&class.phone, "report?lang=fr").await);
    assert!(parts.get("H2").is_some_and(|headings| *headings > 4), "{parts:?}");
}

/// The card of the person of a number. Its code begins with a group of digits, and a letter follows: `1234-K…`.
pub(crate) fn card(number: usize) -> Ticket {
    let first = [1, 2, 3, 4, 19]
        .iter()
        .fold(0, |bits, symbol| (bits << 5) | symbol);
    Ticket::of((first << 35) | (number as u64 * 7_919))
}

async fn cards_carry_names_and_codes_ten_on_a_sheet_and_go_to_who_gives_them(bed: Bed) {
    let with_card = |number: usize| Beneficiary {
        card: Some(card(number))
            .map(|card| card.to_string())
            .unwrap_or_default(),
        ..person(number)
    };
    let people: Vec<Beneficiary> = (0..23).map(with_card).collect();
    let class = class(&bed, "a", &people).await;
    let of_activity = format!("cards?activity={}", class.world.activities[1]);
    for place in ["cards".to_owned(), of_activity.clone()] {
        for lang in ["ar", "fr"] {
            let joint = if place.contains('?') { '&' } else { '?' };
            let sheets = paper(&class.phone, &format!("{place}{joint}lang={lang}")).await;
            assert_eq!(sheets.pages, 3, "{place} in {lang}");
            for (number, person) in people.iter().enumerate() {
                // A name may take two lines.
                let names = format!("{} {} {}", person.name(true), person.name(false), card(number));
                for said in names.split(' ') {
                    assert!(sheets.says(said), "{said} in {}", sheets.text);
                }
            }
            assert_eq!(sheets.count("جمعية الأمل للتنمية"), 23);
            // Somebody has no card.
            assert!(!sheets.says("a person 5"));
        }
    }
    let one = paper(&class.phone, &format!("cards?person={}", class.people[7])).await;
    assert_eq!((one.pages, one.says(&card(7).to_string())), (1, true));
    let none = asked(
        &class.phone,
        &format!("cards?activity={}", class.world.activities[0]),
    )
    .await;
    assert_eq!(none.status(), StatusCode::NOT_FOUND);
    let coordinator = Phone::sign_in(&bed, class.world.login("coordinator")).await;
    assert_eq!(asked(&coordinator, &of_activity).await.status(), StatusCode::OK);
    let volunteer = Phone::sign_in(&bed, class.world.login("volunteer")).await;
    for place in ["cards", of_activity.as_str()] {
        assert_eq!(asked(&volunteer, place).await.status(), StatusCode::FORBIDDEN);
    }
    let other = World::make(&bed.store, "b").await;
    let stranger = Phone::sign_in(&bed, other.login("head")).await;
    let theirs = format!("cards?person={}", class.people[7]);
    for place in ["cards", of_activity.as_str(), theirs.as_str()] {
        assert_eq!(
            asked(&stranger, place).await.status(),
            StatusCode::NOT_FOUND,
            "{place}"
        );
    }
    let crowd: Vec<Edit> = (0..4_978)
        .map(|number| {
            let person = Beneficiary {
                card: Ticket::of(number as u64).to_string(),
                ..person(number)
            };
            Edit::create(server::clock::new_id(now()), person)
        })
        .collect();
    let mut book = bed.store.book(class.world.association).await.unwrap();
    for part in crowd.chunks(500) {
        write(&mut book, part).await;
    }
    book.close().await.unwrap();
    let many = asked(&class.phone, "cards").await;
    assert_eq!(many.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(many.json::<Value>().await.unwrap()["code"], "too_many_cards");
    assert_eq!(asked(&class.phone, &of_activity).await.status(), StatusCode::OK);
}
