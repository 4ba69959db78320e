//! Statements of many rows, written so that both databases read them fast.

use core::fmt::Write;

use sqlx::{AssertSqlSafe, SqlSafeStr, SqlStr};

/// Rows one statement writes, or ids it asks for, at most.
pub(super) const ROWS: usize = 500;

/// How a database spells the place of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Places {
    /// `$1`: PostgreSQL knows no other way.
    Numbered,
    /// `?`: SQLite looks a name such as `$1` up among all others, which is slow where there are thousands.
    Plain,
}

/// A statement whose values are bound in the order in which their places are written.
pub(super) struct Statement {
    places: Places,
    count: usize,
    text: String,
}

impl Statement {
    pub(super) fn new(places: Places, text: &'static str) -> Self {
        Statement {
            places,
            count: 0,
            text: text.to_owned(),
        }
    }

    /// More text.
    pub(super) fn then(mut self, text: &'static str) -> Self {
        self.text.push_str(text);
        self
    }

    /// The places of so many values, between commas.
    pub(super) fn values(mut self, count: usize) -> Self {
        for number in 0..count {
            self.count += 1;
            let comma = if number == 0 { "" } else { "," };
            // Writing to a String cannot fail.
            let _ = match self.places {
                Places::Numbered => write!(self.text, "{comma}${}", self.count),
                Places::Plain => write!(self.text, "{comma}?"),
            };
        }
        self
    }

    /// The places of so many rows of so many values.
    pub(super) fn rows(mut self, rows: usize, columns: usize) -> Self {
        for row in 0..rows {
            self.text.push_str(if row == 0 { "(" } else { ",(" });
            self = self.values(columns);
            self.text.push(')');
        }
        self
    }

    /// The text: pieces of this program's own, never of a value.
    pub(super) fn done(self) -> SqlStr {
        AssertSqlSafe(self.text).into_sql_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(places: Places) -> String {
        let statement = Statement::new(places, "select a where b = ")
            .values(1)
            .then(" and (c, d) in (");
        statement.rows(2, 2).then(")").done().as_str().to_owned()
    }

    #[test]
    fn places_are_in_the_order_of_their_values() {
        assert_eq!(
            written(Places::Numbered),
            "select a where b = $1 and (c, d) in (($2,$3),($4,$5))"
        );
        assert_eq!(
            written(Places::Plain),
            "select a where b = ? and (c, d) in ((?,?),(?,?))"
        );
    }
}
