//! Numbered placeholders, which both databases read.

use core::fmt::Write;

/// Rows one statement writes, or ids it asks for, at most.
pub(super) const ROWS: usize = 500;

/// `$4, $5, $6`: so many placeholders from a number on.
pub(super) fn list(first: usize, count: usize) -> String {
    let mut text = String::with_capacity(count * 6);
    for number in first..first + count {
        let comma = if number == first { "" } else { "," };
        // Writing to a String cannot fail.
        let _ = write!(text, "{comma}${number}");
    }
    text
}

/// `($1,$2),($3,$4)`: so many rows of so many columns.
pub(super) fn rows(rows: usize, columns: usize) -> String {
    let mut text = String::with_capacity(rows * columns * 6);
    for row in 0..rows {
        text.push_str(if row == 0 { "(" } else { ",(" });
        text.push_str(&list(row * columns + 1, columns));
        text.push(')');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn placeholders_are_numbered_through() {
        assert_eq!(rows(2, 3), "($1,$2,$3),($4,$5,$6)");
        assert_eq!(list(2, 2), "$2,$3");
    }
}
