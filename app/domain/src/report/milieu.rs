//! By town and country, which the commune tells.
//!
//! Communes make up provinces and regions, and a second time town and country. So of a hidden commune both sums say
//! something. Each hidden number is a way between two sums that have it, and is settled where it lies on no ring of
//! such ways.

use std::collections::{BTreeMap, BTreeSet};

use super::outside::{is_small, row};
use super::tree::Tree;
use super::{Cell, Report, Tally};
use crate::places::is_urban;

/// Where somebody lives, as far as the commune tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Milieu {
    /// In an urban commune.
    Urban,
    /// In a rural commune.
    Rural,
    /// In words, or nowhere that was said.
    Unknown,
}

impl Milieu {
    /// Each of them.
    pub const ALL: [Milieu; 3] = [Milieu::Urban, Milieu::Rural, Milieu::Unknown];

    /// Of a commune, as a record says it.
    pub fn of(commune: &str) -> Self {
        match is_urban(commune) {
            Some(true) => Milieu::Urban,
            Some(false) => Milieu::Rural,
            None => Milieu::Unknown,
        }
    }

    /// Its name, the same in every language.
    pub const fn name(self) -> &'static str {
        match self {
            Milieu::Urban => "urban",
            Milieu::Rural => "rural",
            Milieu::Unknown => "unknown",
        }
    }

    /// The one of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|milieu| milieu.name() == name)
    }
}

impl Report {
    /// By town and country, of those that anybody came from.
    pub fn by_milieu(&self) -> BTreeMap<Milieu, Tally> {
        let mut gathered: BTreeMap<Milieu, Tally> = BTreeMap::new();
        for (commune, tally) in &self.by_commune {
            gathered.entry(Milieu::of(commune)).or_default().add(tally);
        }
        gathered
    }
}

/// Town and country for outside. More communes of the tree are hidden until nothing small is found out by both sums;
/// where that does not help, town and country are hidden. `communes` are the places of communes in the tree.
pub(super) fn shown(
    report: &Report,
    tree: &mut Tree,
    communes: &BTreeMap<String, usize>,
) -> BTreeMap<Milieu, Cell> {
    let cells = report.by_milieu();
    let shown = row(&cells);
    let mut crossed = Crossed {
        of: communes
            .iter()
            .map(|(commune, at)| (*at, Milieu::of(commune)))
            .collect(),
        people: cells
            .iter()
            .map(|(milieu, tally)| (*milieu, tally.people))
            .collect(),
        hidden: shown
            .iter()
            .filter(|(_, cell)| cell.is_none())
            .map(|(milieu, _)| *milieu)
            .collect(),
        tree,
    };
    match crossed.hide() {
        true => shown,
        false => cells.into_keys().map(|milieu| (milieu, None)).collect(),
    }
}

/// A sum that has hidden numbers.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sum {
    /// Of the tree, by its place.
    Place(usize),
    Of(Milieu),
    /// No sum: the number is in one alone.
    None,
}

/// What a hidden number counts.
#[derive(Clone, Copy)]
enum Hidden {
    /// A place of the tree.
    Place(usize),
    Milieu(Milieu),
}

/// A hidden number, and the sums it is in.
struct Way {
    number: Hidden,
    between: (Sum, Sum),
}

struct Crossed<'a> {
    tree: &'a mut Tree,
    /// The communes of the tree.
    of: BTreeMap<usize, Milieu>,
    people: BTreeMap<Milieu, u64>,
    hidden: BTreeSet<Milieu>,
}

impl Crossed<'_> {
    /// Hides communes until no small number is found out; says whether that was enough.
    fn hide(&mut self) -> bool {
        while let Some(of) = self.gap() {
            let open = self.of.iter().filter(|(at, milieu)| {
                !self.tree.is_hidden(**at) && (of.contains(milieu) || self.hidden.contains(milieu))
            });
            let Some(next) = open.map(|(at, _)| *at).min_by_key(|at| self.tree.people(*at)) else {
                return false;
            };
            self.tree.cover(next);
        }
        true
    }

    /// Town or country, or both, of which one commune more must be hidden.
    fn gap(&self) -> Option<BTreeSet<Milieu>> {
        let is_few = |milieu: &&Milieu| !self.hidden.contains(milieu) && is_small(self.hidden_in(**milieu));
        if let Some(few) = self.people.keys().find(is_few) {
            return Some([*few].into());
        }
        let ways = self.ways();
        let mut at_sum: BTreeMap<Sum, Vec<usize>> = BTreeMap::new();
        for (at, way) in ways.iter().enumerate() {
            at_sum.entry(way.between.0).or_default().push(at);
            at_sum.entry(way.between.1).or_default().push(at);
        }
        let is_lone =
            |at: &usize| is_small(self.people_of(ways[*at].number)) && !is_on_ring(&ways, &at_sum, *at);
        (0..ways.len())
            .find(is_lone)
            .map(|at| self.under(ways[at].number))
    }

    fn people_of(&self, number: Hidden) -> u64 {
        match number {
            Hidden::Place(at) => self.tree.people(at),
            Hidden::Milieu(milieu) => self.people[&milieu],
        }
    }

    fn hidden_in(&self, milieu: Milieu) -> u64 {
        let hidden = self
            .of
            .iter()
            .filter(|(at, of)| **of == milieu && self.tree.is_hidden(**at));
        hidden.map(|(at, _)| self.tree.people(*at)).sum()
    }

    fn ways(&self) -> Vec<Way> {
        let in_tree = (0..self.tree.len()).filter(|at| self.tree.is_hidden(*at));
        let in_tree = in_tree.map(|at| {
            let above = match at {
                0 => Sum::None,
                at => Sum::Place(self.tree.parent(at)),
            };
            let below = self.of.get(&at).map_or(Sum::Place(at), |milieu| Sum::Of(*milieu));
            Way {
                number: Hidden::Place(at),
                between: (above, below),
            }
        });
        let milieux = self.hidden.iter().map(|milieu| Way {
            number: Hidden::Milieu(*milieu),
            between: (Sum::None, Sum::Of(*milieu)),
        });
        in_tree.chain(milieux).collect()
    }

    /// Where the communes lie that a number counts.
    fn under(&self, number: Hidden) -> BTreeSet<Milieu> {
        let place = match number {
            Hidden::Place(at) => at,
            Hidden::Milieu(milieu) => return [milieu].into(),
        };
        let is_in = |at: &usize| {
            let mut above = core::iter::successors(Some(*at), |at| (*at > 0).then(|| self.tree.parent(*at)));
            above.any(|at| at == place)
        };
        let communes = self.of.iter().filter(|(at, _)| is_in(at));
        communes.map(|(_, milieu)| *milieu).collect()
    }
}

/// Whether both sums of a number are joined by other hidden numbers.
fn is_on_ring(ways: &[Way], at_sum: &BTreeMap<Sum, Vec<usize>>, at: usize) -> bool {
    let (from, to) = ways[at].between;
    let (mut reached, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(sum) = open.pop() {
        let others = at_sum
            .get(&sum)
            .into_iter()
            .flatten()
            .filter(|other| **other != at);
        for other in others {
            let (one, another) = ways[*other].between;
            let next = if one == sum { another } else { one };
            if next == to {
                return true;
            }
            if reached.insert(next) {
                open.push(next);
            }
        }
    }
    false
}
