//! By province and by region, which follow from the commune.

use std::collections::BTreeMap;

use super::{Report, Tally};
use crate::places::{province_of, region_of};

impl Report {
    /// By province or prefecture, by its HCP code; empty where no commune is known by its own.
    pub fn by_province(&self) -> BTreeMap<String, Tally> {
        self.gathered(province_of)
    }

    /// By region, likewise.
    pub fn by_region(&self) -> BTreeMap<String, Tally> {
        self.gathered(region_of)
    }

    fn gathered(&self, of: impl Fn(&str) -> Option<&str>) -> BTreeMap<String, Tally> {
        let mut gathered: BTreeMap<String, Tally> = BTreeMap::new();
        for (commune, tally) in &self.by_commune {
            let place = of(commune).unwrap_or_default();
            gathered.entry(place.to_owned()).or_default().add(tally);
        }
        gathered
    }
}
