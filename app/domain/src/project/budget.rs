//! Lines of a budget, in centimes of the dirham.

use crate::rules::text_fault;
use crate::text::western_digits;
use crate::value::{FieldValue, Fields, Value};

/// Lines that one budget may have.
const LINES: usize = 60;
/// Characters that what a line is for may have.
const NAME: usize = 160;
/// No line is for more, in centimes.
const MOST: i64 = 1_000_000_000_000;

/// What some of a project's money is for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BudgetLine {
    /// For what.
    pub name: String,
    /// How much of it there is, in centimes.
    pub planned: i64,
    /// How much of it was spent, in centimes; it may be more than there is.
    pub spent: i64,
}

/// Fields of a line on the wire.
const FOR: u16 = 1;
const PLANNED: u16 = 2;
const SPENT: u16 = 3;

impl BudgetLine {
    /// The lines that a value holds; `None` where it holds anything else.
    pub fn list(value: &Value) -> Option<Vec<BudgetLine>> {
        let Value::List(items) = value else { return None };
        if items.len() > LINES {
            return None;
        }
        items.iter().map(BudgetLine::of).collect()
    }

    fn of(value: &Value) -> Option<BudgetLine> {
        let Value::Map(fields) = value else { return None };
        let line = BudgetLine {
            name: String::read(fields.get(FOR)),
            planned: i64::read(fields.get(PLANNED)),
            spent: i64::read(fields.get(SPENT)),
        };
        let fits = text_fault(&line.name, NAME).is_none()
            && (1..=MOST).contains(&line.planned)
            && (0..=MOST).contains(&line.spent);
        fits.then_some(line)
    }

    fn value(self) -> Value {
        let mut fields: Fields = [(FOR, self.name.write()), (PLANNED, self.planned.write())]
            .into_iter()
            .collect();
        if self.spent != 0 {
            fields.set(SPENT, self.spent.write());
        }
        Value::Map(fields)
    }
}

impl FieldValue for Vec<BudgetLine> {
    fn read(value: Option<&Value>) -> Self {
        value.and_then(BudgetLine::list).unwrap_or_default()
    }
    fn write(self) -> Value {
        if self.is_empty() {
            Value::Null
        } else {
            Value::List(self.into_iter().map(BudgetLine::value).collect())
        }
    }
}

/// Dirhams as people type them, in centimes: `1.234,50`, `1 234.5`, `1234`. One or two digits after the last mark are
/// centimes; every other mark sets thousands apart.
pub fn centimes(typed: &str) -> Option<i64> {
    let digits = western_digits(typed);
    let digits: String = digits.chars().filter(|c| !c.is_whitespace()).collect();
    let marks = |c: char| matches!(c, '.' | ',' | '٫' | '٬');
    let (whole, part) = match digits.rsplit_once(marks) {
        Some((whole, part)) if matches!(part.len(), 1 | 2) => (whole, part),
        _ => (digits.as_str(), ""),
    };
    let whole: String = whole.chars().filter(|c| !marks(*c)).collect();
    let fits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !fits(&whole) || !fits(part) {
        return None;
    }
    format!("{whole}{part:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dirhams_are_read_as_people_write_them() {
        for (typed, said) in [
            ("1234", Some(123_400)),
            ("1.234.567,89", Some(123_456_789)),
            ("1,234.5", Some(123_450)),
            ("1 234", Some(123_400)),
            ("1.234", Some(123_400)),
            ("٢٥٠٫٥", Some(25_050)),
            ("0,5", Some(50)),
            ("", None),
            (",50", None),
            ("-3", None),
            ("12 MAD", None),
            ("99999999999999999999", None),
        ] {
            assert_eq!(centimes(typed), said, "{typed}");
        }
    }

    #[test]
    fn lines_are_read_as_they_were_written_and_nothing_else_is() {
        let line = |planned, spent| BudgetLine {
            name: "Trainers".into(),
            planned,
            spent,
        };
        let lines = vec![line(1_200_000, 0), line(1, 5)];
        assert_eq!(BudgetLine::list(&lines.clone().write()), Some(lines));
        for odd in [line(0, 0), line(MOST + 1, 0), line(1, -1), BudgetLine::default()] {
            assert_eq!(BudgetLine::list(&vec![odd].write()), None);
        }
        assert_eq!(BudgetLine::list(&vec![line(1, 0); LINES + 1].write()), None);
        assert_eq!(BudgetLine::list(&Value::Int(3)), None);
    }
}
