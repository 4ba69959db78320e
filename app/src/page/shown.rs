//! Values of fields in words: what a record says, before and after.

use domain::phone::Phone;
use domain::project::{BudgetLine, Indicator};
use domain::questions::{Answer, QuestionKind};
use domain::seats::{Quota, Share, Stay};
use domain::time::Millis;
use domain::view::Shown;

use super::commune::commune;
use super::here::{shown_day, time};
use super::questions::answer_text;
use super::team::{days, told};
use crate::i18n::{Lang, Words, dirhams, group, hundredths, isolate, storage};

/// A field's value in words; empty for nothing. `kind` and `field` are names, as in the log; an instant is told on a wall
/// clock that was `offset` minutes ahead of UTC then.
pub(super) fn shown_text(
    words: &'static Words,
    kind: &str,
    field: &str,
    shown: &Shown,
    offset: impl Fn(Millis) -> i64,
) -> String {
    let lang = words.common.lang();
    match shown {
        Shown::Nothing => String::new(),
        Shown::Text(text) => line(kind, field, text),
        Shown::Commune(held) => commune(lang, held),
        Shown::Number(number) => amount(words, field, *number),
        Shown::Hundredths(number) => hundredths(lang, number.unsigned_abs()),
        Shown::Flag(yes) => flag(words, kind, field, *yes).to_owned(),
        Shown::Day(day) => shown_day(*day).numeric(),
        Shown::Instant(at) => instant(*at, offset(*at)),
        Shown::Minute(minute) => time(*minute),
        Shown::Weekdays(days) => listed(
            words,
            (0..7)
                .filter(|day| days & (1 << day) != 0)
                .map(|day| lang.weekday(day).to_owned()),
        ),
        Shown::Code(code) => code_word(words, kind, field, code).to_owned(),
        Shown::Answers(answers) => {
            let text = |answer: &Answer| isolate(&answer_text(words, QuestionKind::Text, answer));
            listed(words, answers.iter().map(text))
        }
        Shown::Budget(lines) => {
            let line = |line: &BudgetLine| format!("{} {}", isolate(&line.name), dirhams(lang, line.planned));
            listed(words, lines.iter().map(line))
        }
        Shown::Indicators(indicators) => {
            let one = |one: &Indicator| {
                let target = group(lang, one.target.unsigned_abs());
                format!("{} ({target})", isolate(&words.project.named(one)))
            };
            listed(words, indicators.iter().map(one))
        }
        Shown::Assignments(days) => listed(words, days.iter().map(|(name, one)| told(words, name, one))),
        Shown::Stays(stays) => {
            let one = |stay: &Stay| days(words, stay.from, stay.to);
            listed(words, stays.iter().map(one))
        }
        Shown::Quotas(quotas) => {
            let one = |quota: &Quota| {
                let whom = match &quota.share {
                    Share::Sex(sex) => words.person.sex(sex.name()).to_owned(),
                    Share::Douar(douar) => isolate(douar),
                };
                format!("{whom} ({})", group(lang, quota.seats.unsigned_abs()))
            };
            listed(words, quotas.iter().map(one))
        }
        Shown::Names(names) => listed(words, names.iter().map(|name| named(words, name))),
    }
}

/// An instant as `05/03/2026 10:05` on a wall clock.
pub(super) fn instant(at: Millis, offset_min: i64) -> String {
    let (day, minute) = at.on_wall(offset_min);
    format!("{} {}", shown_day(day).numeric(), time(minute))
}

/// Names one after another, as the language separates them.
pub(super) fn listed(words: &Words, names: impl Iterator<Item = String>) -> String {
    let comma = if words.common.lang() == Lang::Ar {
        "، "
    } else {
        ", "
    };
    names.collect::<Vec<_>>().join(comma)
}

fn named(words: &Words, name: &str) -> String {
    if name.is_empty() {
        words.common.unknown.to_owned()
    } else {
        isolate(name)
    }
}

fn line(kind: &str, field: &str, text: &str) -> String {
    match (kind, field) {
        (_, "phone" | "guardian_phone") => {
            Phone::parse(text).map_or_else(|_| text.to_owned(), |phone| phone.to_string())
        }
        ("consent", "language") => {
            Lang::from_code(text).map_or_else(|| text.to_owned(), |lang| lang.name().to_owned())
        }
        _ => text.to_owned(),
    }
}

fn amount(words: &Words, field: &str, number: i64) -> String {
    let size = number.unsigned_abs();
    match field {
        "minutes" => words.common.minutes(size),
        "size" => storage(words.common.lang(), size),
        "used_kb" => storage(words.common.lang(), size.saturating_mul(1_024)),
        _ => number.to_string(),
    }
}

fn flag(words: &Words, kind: &str, field: &str, yes: bool) -> &'static str {
    match (kind, field, yes) {
        ("session", "closed", true) => words.roll.finished,
        ("session", "closed", false) => words.roll.unfinished,
        ("member", "closed", true) => words.team.closed,
        ("member", "closed", false) => words.team.not_closed,
        ("member", "second_factor", true) => words.factor.on,
        // Of a link: what becomes of it as the link is used.
        ("member", "second_factor", false) | ("invitation", "second_factor", true) => words.factor.off,
        ("activity", "archived", true) => words.activity.archived,
        ("activity", "archived", false) => words.activity.active,
        ("device", "revoked", true) => words.team.revoked,
        ("invitation" | "data_token", "revoked", true) => words.team.withdrawn,
        ("document", "withdrawn", true) => words.file.withdrawn,
        ("document", "withdrawn", false) => words.file.was_put_back,
        ("device", "persisted", true) => words.settings.persistent_granted,
        ("device", "persisted", false) => words.settings.persistent_denied,
        (_, _, true) => words.common.yes,
        (_, _, false) => words.common.no,
    }
}

fn code_word(words: &Words, kind: &str, field: &str, code: &str) -> &'static str {
    match (kind, field) {
        (_, "role") => words.team.role(code),
        ("member", "engagement") => words.team.engagement(code),
        ("activity", "sort") => words.activity.kind(code),
        ("activity", "unit") => words.activity.unit(code),
        ("activity", "admission") => words.activity.registration(code),
        ("activity", "roll_start") => words.activity.roll_start(code),
        ("session", "status") => words.session.status(code),
        ("session", "reason") => words.session.reason(code),
        ("beneficiary", "sex") => words.person.sex(code),
        ("beneficiary", "disability") => words.disability.answer(code),
        ("beneficiary", "erased") => words.erasure.why(code),
        ("registration", "status") => words.person.registration(code),
        ("registration", "why") => words.seats.standing(code),
        ("registration", "source") => words.person.source(code),
        ("attendance", "status") => words.roll.state(code),
        ("attendance", "excuse") => words.roll.excuse(code),
        ("attendance", "method") => words.roll.method(code),
        ("association" | "project", "report_rhythm") => words.kept.rhythm_of(code),
        ("association", "receipt_kind") => words.file.receipt_kind_of(code),
        ("document", "sort") => words.file.sort_of(code),
        ("document", "media") => words.file.media_of(code),
        ("data_token", "reach") => words.programs.reach_of(code),
        ("request", "right") => words.inbox.right(code),
        ("delivery", "unit") => words.delivery.unit_of(code),
        ("pair", "said") => words.twice.said(code),
        ("consent", "purpose") => words.person.purpose(code),
        ("consent", "manner") => words.person.consent_how(code),
        _ => words.common.unknown,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;
    use domain::time::Day;

    fn french(kind: &str, field: &str, shown: &Shown) -> String {
        shown_text(Lang::Fr.words(), kind, field, shown, |_| 60)
    }

    #[test]
    fn no_code_number_or_raw_value_reaches_a_reader() {
        assert_eq!(french("attendance", "status", &Shown::Code("late")), "En retard");
        assert_eq!(french("pair", "said", &Shown::Code("same")), "Une seule personne");
        assert_eq!(french("session", "slot", &Shown::Minute(605)), "10:05");
        assert_eq!(french("session", "minutes", &Shown::Number(90)), "90 minutes");
        assert_eq!(
            french("schedule", "weekdays", &Shown::Weekdays(0b101)),
            "lundi, mercredi"
        );
        assert_eq!(
            french("beneficiary", "phone", &Shown::Text("+212612345678".into())),
            "06 12 34 56 78"
        );
        assert_eq!(french("member", "closed", &Shown::Flag(true)), "Compte fermé");
        assert_eq!(french("consent", "by_guardian", &Shown::Flag(false)), "Non");
        assert_eq!(
            french("consent", "language", &Shown::Text("ar".into())),
            "العربية"
        );
        assert_eq!(
            french("beneficiary", "commune", &Shown::Commune("Derb Ghallef".into())),
            "Derb Ghallef"
        );
        assert_eq!(french("anything", "at_all", &Shown::Nothing), "");
    }

    #[test]
    fn a_year_is_not_grouped_and_an_instant_is_told_on_its_wall_clock() {
        assert_eq!(french("beneficiary", "birth_year", &Shown::Number(1961)), "1961");
        assert_eq!(french("session", "day", &Shown::Day(Day(20_000))), "04/10/2024");
        assert_eq!(
            french("invitation", "expires", &Shown::Instant(Millis(82_800_000))),
            "02/01/1970 00:00"
        );
    }
}
