//! What somebody who is told sums can find out of their parts.

use std::collections::BTreeMap;

/// The unknowns that linear equations settle, by elimination modulo a prime.
pub(crate) fn found_out(lines: Vec<BTreeMap<usize, i64>>, unknowns: usize) -> Vec<usize> {
    const PRIME: i64 = 1_000_003;
    let inverse = |of: i64| {
        let (mut power, mut base, mut left) = (1, of.rem_euclid(PRIME), PRIME - 2);
        while left > 0 {
            if left & 1 == 1 {
                power = power * base % PRIME;
            }
            base = base * base % PRIME;
            left >>= 1;
        }
        power
    };
    let mut rows: Vec<Vec<i64>> = lines
        .into_iter()
        .map(|line| {
            let mut row = vec![0; unknowns];
            line.into_iter()
                .for_each(|(at, factor)| row[at] = factor.rem_euclid(PRIME));
            row
        })
        .collect();
    let mut next = 0;
    for column in 0..unknowns {
        let Some(found) = (next..rows.len()).find(|row| rows[*row][column] != 0) else {
            continue;
        };
        rows.swap(next, found);
        let factor = inverse(rows[next][column]);
        rows[next]
            .iter_mut()
            .for_each(|cell| *cell = *cell * factor % PRIME);
        for row in (0..rows.len()).filter(|row| *row != next) {
            let factor = rows[row][column];
            let pivot = rows[next].clone();
            for (cell, of) in rows[row].iter_mut().zip(pivot) {
                *cell = (*cell - factor * of).rem_euclid(PRIME);
            }
        }
        next += 1;
    }
    let alone = |row: &&Vec<i64>| row.iter().filter(|cell| **cell != 0).count() == 1;
    let settled = rows.iter().filter(alone);
    settled
        .filter_map(|row| row.iter().position(|cell| *cell != 0))
        .collect()
}
