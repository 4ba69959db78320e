//! Where provinces lie among each other: each a square on one grid, so that the smallest is seen and tapped as well as
//! the largest. Laid out for Hadir by where the towns they are governed from lie; no boundary was copied.

/// Provinces and prefectures by their HCP codes, row by row from north to south, each row from west to east.
const GRID: [&str; 14] = [
    "...... ...... ...... ...... 01.511 01.227 01.573 ...... ...... ......",
    "...... ...... ...... ...... 01.331 01.571 01.151 01.051 ...... ......",
    "...... ...... ...... ...... 04.281 01.405 03.531 02.167 02.381 ......",
    "...... ...... ...... 04.421 04.441 04.481 03.591 03.561 02.265 02.113",
    "...... ...... 06.141 06.371 04.501 04.491 03.061 03.231 02.533 02.411",
    "...... 06.181 06.385 06.355 06.111 04.291 03.171 03.451 02.275 ......",
    "...... 06.467 06.117 06.461 05.311 05.301 03.271 03.131 02.251 ......",
    "...... 07.431 07.585 07.427 07.191 05.255 05.091 08.363 08.201 ......",
    "...... ...... 07.211 07.161 07.351 07.041 05.081 08.577 ...... ......",
    "...... ...... ...... 09.001 09.273 09.541 08.401 08.587 ...... ......",
    "...... ...... 10.473 09.581 09.163 09.551 ...... ...... ...... ......",
    "11.321 11.537 10.521 10.261 ...... ...... ...... ...... ...... ......",
    "11.121 11.221 10.071 ...... ...... ...... ...... ...... ...... ......",
    "12.391 12.066 ...... ...... ...... ...... ...... ...... ...... ......",
];

/// How many squares stand in a row, and how many rows there are.
pub const GRID_SIZE: (usize, usize) = (10, GRID.len());

/// A province's square.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tile {
    /// Its HCP code.
    pub code: &'static str,
    /// From the west, the first 0.
    pub column: usize,
    /// From the north, the first 0.
    pub row: usize,
}

impl Tile {
    /// The code of its region.
    pub fn region(self) -> &'static str {
        self.code.get(..2).unwrap_or_default()
    }
}

/// Every province's square.
pub fn tiles() -> impl Iterator<Item = Tile> {
    let of_row = |(row, codes): (usize, &&'static str)| {
        let tile = move |(column, code)| Tile { code, column, row };
        codes.split(' ').enumerate().map(tile).collect::<Vec<Tile>>()
    };
    let all = GRID.iter().enumerate().flat_map(of_row);
    all.filter(|tile| !tile.code.starts_with('.'))
}

/// The square beside another, some columns and rows away.
pub fn tile_beside(tile: Tile, columns: isize, rows: isize) -> Option<Tile> {
    let (column, row) = (
        tile.column.checked_add_signed(columns)?,
        tile.row.checked_add_signed(rows)?,
    );
    let code = GRID.get(row)?.split(' ').nth(column)?;
    (!code.starts_with('.')).then_some(Tile { code, column, row })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::{Level, Places};
    use std::collections::BTreeSet;

    const TABLE: &str = include_str!("../../../../public/places/hcp-2024.txt");

    #[test]
    fn every_province_has_one_square_and_nothing_else_has() {
        let places = Places::parse(TABLE).unwrap();
        let known = places.all().iter();
        let known = known.filter(|place| matches!(place.level, Level::Province | Level::Prefecture));
        let known: BTreeSet<&str> = known.map(|place| &*place.code).collect();
        let drawn: Vec<&str> = tiles().map(|tile| tile.code).collect();
        assert_eq!(drawn.len(), 75);
        assert_eq!(drawn.into_iter().collect::<BTreeSet<_>>(), known);
        let rows = GRID.iter().map(|row| row.split(' ').count());
        assert!(rows.into_iter().all(|columns| columns == GRID_SIZE.0));
    }

    #[test]
    fn the_squares_of_a_region_hang_together() {
        let regions: BTreeSet<&str> = tiles().map(Tile::region).collect();
        assert_eq!(regions.len(), 12);
        for region in regions {
            let all: Vec<Tile> = tiles().filter(|tile| tile.region() == region).collect();
            let mut reached = vec![all[0]];
            let mut at = 0;
            while let Some(tile) = reached.get(at).copied() {
                at += 1;
                for (columns, rows) in [(1, 0), (-1, 0), (0, 1), (0, -1)] {
                    let beside = tile_beside(tile, columns, rows).filter(|other| other.region() == region);
                    reached.extend(beside.filter(|other| !reached.contains(other)));
                }
            }
            assert_eq!(reached.len(), all.len(), "region {region}");
        }
    }
}
