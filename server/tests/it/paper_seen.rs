//! Papers, as whoever holds them in the hand sees them: each page drawn by another program than the one that wrote it.

use std::io::Write as _;
use std::process::{Command, Stdio};

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, Mark, activity};
use domain::scanned::card_text;

use crate::paper::{Class, a_session_a_day, card, class, funding, pdf, person};
use crate::support::{Bed, today};

/// Dots an inch at which pages are looked at.
const DOTS: f32 = 50.0;
/// Sides of a page of A4, in points.
const A4: (f32, f32) = (595.28, 841.89);
/// Nothing stands nearer to the edge, in points: the frame of a certificate, and all else.
const FRAMED: f32 = 24.0;
const PLAIN: f32 = 38.0;
/// Where the foot begins and the number of the page stands, in points from the lower edge.
const FOOT: (f32, f32) = (61.0, 49.0);
/// Whatever is lighter is paper.
const INK: u8 = 250;

/// A page as it is seen.
struct Seen {
    width: usize,
    height: usize,
    gray: Vec<u8>,
}

/// Dots to so many points.
fn dots(points: f32) -> usize {
    (points * DOTS / 72.0) as usize
}

/// Draws a PDF, page by page, so many dots an inch.
fn seen(pdf: &[u8], dots: f32) -> Vec<Seen> {
    let mut child = Command::new("pdftoppm")
        .args(["-gray", "-r", &dots.to_string(), "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("pdftoppm, which make test sets up");
    let mut into = child.stdin.take().unwrap();
    into.write_all(pdf).unwrap();
    drop(into);
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    let mut rest = output.stdout.as_slice();
    let mut pages = Vec::new();
    while !rest.is_empty() {
        pages.push(page(&mut rest));
    }
    pages
}

/// Reads one picture: `P5`, its width, its height, the lightest gray, then a byte a dot.
fn page(rest: &mut &[u8]) -> Seen {
    let mut word = || {
        let end = rest.iter().position(u8::is_ascii_whitespace).unwrap();
        let (said, after) = rest.split_at(end);
        *rest = &after[1..];
        std::str::from_utf8(said).unwrap()
    };
    assert_eq!(word(), "P5");
    let (width, height): (usize, usize) = (word().parse().unwrap(), word().parse().unwrap());
    assert_eq!(word(), "255");
    let (gray, after) = rest.split_at(width * height);
    *rest = after;
    Seen {
        width,
        height,
        gray: gray.to_vec(),
    }
}

impl Seen {
    /// Where ink stands, in dots from the upper left corner.
    fn ink(&self) -> impl Iterator<Item = (usize, usize)> {
        let dark = self.gray.iter().enumerate().filter(|(_, gray)| **gray < INK);
        dark.map(|(at, _)| (at % self.width, at / self.width))
    }

    /// The middle of the ink in the first line, as a part of the width.
    fn first_line(&self, margin: usize) -> f32 {
        let inside = |(x, y): &(usize, usize)| *x >= margin && *x < self.width - margin && *y >= dots(PLAIN);
        let top = self.ink().filter(inside).map(|(_, y)| y).min().unwrap();
        let line: Vec<usize> = self
            .ink()
            .filter(inside)
            .filter(|(_, y)| *y < top + dots(9.0))
            .map(|(x, _)| x)
            .collect();
        line.iter().sum::<usize>() as f32 / line.len() as f32 / self.width as f32
    }
}

/// What anybody would see at a glance.
fn look(what: &str, pdf: &[u8], arabic: bool) -> usize {
    let pages = seen(pdf, DOTS);
    let framed = what.starts_with("certificate");
    let edge = dots(if framed { FRAMED } else { PLAIN });
    for (number, page) in pages.iter().enumerate() {
        let what = format!("{what}, page {}", number + 1);
        let long = [page.width, page.height].into_iter().max().unwrap();
        assert_eq!(long, dots(A4.1) + 1, "{what} is no A4");
        let within = |x: usize, y: usize| {
            // The number of the page reaches a little into the margin.
            let foot = dots(FRAMED).max(edge - dots(4.0));
            x >= edge && x < page.width - edge && y >= edge && y < page.height - foot
        };
        let outside = page.ink().find(|(x, y)| !within(*x, *y));
        assert_eq!(outside, None, "{what}: ink in the margin");
        let (begins, stands) = (page.height - dots(FOOT.0), page.height - dots(FOOT.1));
        let inner = |x: usize| x >= dots(PLAIN) && x < page.width - dots(PLAIN);
        let above = page.ink().filter(|(x, y)| inner(*x) && *y < begins).count();
        assert!(above > 200, "{what} is blank: {above} dots");
        let over = page
            .ink()
            .find(|(x, y)| inner(*x) && (begins..stands).contains(y));
        assert_eq!(over, None, "{what}: something runs into the foot");
        let middle = |x: usize| x.abs_diff(page.width / 2) < page.width / 6;
        let beside = page.ink().find(|(x, y)| {
            inner(*x)
                && !middle(*x)
                && (stands..page.height - dots(FRAMED)).contains(y)
                && *y < page.height - dots(PLAIN)
        });
        assert_eq!(
            beside, None,
            "{what}: something stands beside the number of the page"
        );
        let number = page
            .ink()
            .filter(|(x, y)| inner(*x) && middle(*x) && (stands..page.height - dots(FRAMED) - 2).contains(y))
            .count();
        assert!(number > 20, "{what} has no number");
    }
    let begins = pages[0].first_line(edge.max(dots(PLAIN)));
    assert_eq!(begins > 0.5, arabic, "{what} begins at {begins} of the width");
    pages.len()
}

/// People enough for several pages, some of whom came, in an activity with a session on each day of a month, paid for by
/// a project.
async fn large(bed: &Bed) -> Class {
    let people: Vec<Beneficiary> = (0..70).map(person).collect();
    let mut class = class(bed, "a", &people).await;
    let statuses = [Mark::Present, Mark::Late, Mark::Excused, Mark::Absent];
    for (number, status) in statuses.into_iter().cycle().take(40).enumerate() {
        class.mark(number, status).await;
    }
    let (activity, project) = (
        class.world.activities[1],
        server::clock::new_id(crate::support::now()),
    );
    let mut edits = a_session_a_day(activity);
    edits.push(Edit::create(project, funding()));
    edits.push(Edit::new(Kind::Activity, activity).set(activity::PROJECT, Some(project)));
    class.phone.record(&edits);
    class.phone.sync().await;
    class
}

/// Every kind of paper the server makes, how it is asked for, and how many pages it has at least.
fn papers(class: &Class) -> Vec<(&'static str, String, usize)> {
    let (session, activity) = (class.world.sessions[1], class.world.activities[1]);
    let (group, came) = (
        Id::of_only_group(activity),
        Id::of_registration(activity, class.people[0]),
    );
    let (year, month, _) = today().ymd();
    let own = format!("register/{group}?month={year}-{month:02}");
    vec![
        ("sheet", format!("attendance/{session}?blank=false"), 3),
        ("blank sheet", format!("attendance/{session}?blank=true"), 3),
        ("assembly", format!("assembly/{session}?blank=false"), 3),
        ("register", own, 2),
        (
            "register of a full month",
            format!("register/{group}?month=2026-03"),
            2,
        ),
        ("certificate", format!("certificate/{came}?blank=false"), 1),
        ("report", "report?outside=false".to_owned(), 2),
        ("report for outside", "report?outside=true".to_owned(), 2),
        ("volunteers", "volunteers?to=2090-01-01".to_owned(), 1),
    ]
}

#[tokio::test]
async fn on_every_page_of_every_paper_margins_are_white_feet_are_free_and_words_begin_where_the_language_does()
 {
    let bed = Bed::start().await;
    let class = large(&bed).await;
    for (what, place, least) in papers(&class) {
        for (lang, arabic) in [("ar", true), ("fr", false)] {
            let pdf = pdf(&class.phone, &format!("{place}&lang={lang}")).await;
            let what = format!("{what} in {lang}");
            let pages = look(&what, &pdf, arabic);
            assert!(pages >= least, "{what}: {pages} pages");
        }
    }
}

/// Ten dots a millimetre.
const TENTHS: f32 = 254.0;

impl Seen {
    /// Whether anything stands in an area, in millimetres: left, upper, right and lower edge.
    fn has_ink(&self, [left, top, right, bottom]: [f32; 4]) -> bool {
        let tenths = |millimetres: f32| (millimetres * 10.0) as usize;
        self.ink().any(|(x, y)| {
            (tenths(left)..tenths(right)).contains(&x) && (tenths(top)..tenths(bottom)).contains(&y)
        })
    }

    /// The code that a scanner held over an area reads.
    fn code(&self, [left, top, right, bottom]: [f32; 4]) -> Option<String> {
        let tenths = |millimetres: f32| (millimetres * 10.0) as usize;
        let (left, top) = (tenths(left), tenths(top));
        let gray = |x: usize, y: usize| self.gray[(top + y) * self.width + left + x];
        let (width, height) = (tenths(right) - left, tenths(bottom) - top);
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(width, height, gray);
        let grids = image.detect_grids();
        grids
            .first()
            .and_then(|grid| grid.decode().ok())
            .map(|(_, text)| text)
    }
}

#[tokio::test]
async fn cards_stand_in_true_size_within_marks_to_cut_along_and_every_code_is_read() {
    let bed = Bed::start().await;
    let long = Beneficiary {
        given_ar: "عبد الرحمان محمد الأمين ".repeat(3).trim().into(),
        family_ar: "بنعبد الجليل الإدريسي الحسني ".repeat(2).trim().into(),
        given_la: "Abderrahmane Mohamed El Amine ".repeat(2).trim().into(),
        family_la: "Benabdeljalil El Idrissi El Hassani ".repeat(2).trim().into(),
        ..person(0)
    };
    let with_card = |number: usize| Beneficiary {
        card: card(number).to_string(),
        ..if number == 0 { long.clone() } else { person(number) }
    };
    let people: Vec<Beneficiary> = (0..14).map(with_card).collect();
    let class = class(&bed, "a", &people).await;
    for lang in ["ar", "fr"] {
        let pdf = pdf(&class.phone, &format!("cards?lang={lang}")).await;
        let pages = seen(&pdf, TENTHS);
        let mut read: Vec<String> = Vec::new();
        for page in &pages {
            assert_eq!((page.width / 10, page.height / 10), (210, 297), "A4");
            for x in [19.4, 105.0, 190.6] {
                assert!(
                    page.has_ink([x - 0.3, 6.0, x + 0.3, 11.0]),
                    "no mark above, at {x} mm"
                );
                assert!(
                    page.has_ink([x - 0.3, 286.0, x + 0.3, 291.0]),
                    "no mark below, at {x} mm"
                );
            }
            for y in (0..6).map(|row| 13.5 + 54.0 * row as f32) {
                assert!(page.has_ink([10.0, y - 0.3, 16.0, y + 0.3]), "no mark at {y} mm");
                assert!(
                    page.has_ink([194.0, y - 0.3, 200.0, y + 0.3]),
                    "no mark at {y} mm"
                );
                // Cut a little askew, nothing of a card is lost.
                assert!(
                    !page.has_ink([17.0, y - 2.0, 193.0, y + 2.0]),
                    "ink where it is cut, at {y} mm"
                );
            }
            for at in 0..10 {
                let (x, y) = (19.4 + 85.6 * (at % 2) as f32, 13.5 + 54.0 * (at / 2) as f32);
                // Where the language ends, in the lower corner, with its white border.
                let begins = if lang == "ar" { 4.0 } else { 50.6 };
                let corner = [x + begins, y + 19.0, x + begins + 31.0, y + 50.0];
                read.extend(page.code(corner));
                assert_eq!(
                    page.has_ink([x, y, x + 85.6, y + 54.0]),
                    page.code(corner).is_some()
                );
            }
        }
        read.sort_unstable();
        let mut given: Vec<String> = (0..14).map(|number| card_text(card(number))).collect();
        given.sort_unstable();
        assert_eq!(read, given, "{lang}");
    }
}
