//! The douars and quarters that the association's own people live in, to choose from instead of typing.

use std::collections::HashMap;

use crate::fold::{fold, matches};
use crate::kind::Kind;
use crate::record::{Beneficiary, View};
use crate::replica::Replica;

/// Words before a name that say only that it is one of a douar.
const SORTS: [&str; 4] = ["douar ", "دوار ", "الدوار ", "hay "];

/// The douars of one commune, the most used first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Douars(Vec<Douar>);

/// One douar, under the spelling most used.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Douar {
    name: String,
    folded: String,
    people: usize,
}

impl Douars {
    /// Those of the people on this phone whose commune is said in the same way. None where no commune is said.
    pub fn of(replica: &Replica, commune: &str) -> Self {
        let commune = fold(commune);
        if commune.is_empty() {
            return Douars::default();
        }
        let mut spellings: HashMap<String, HashMap<String, usize>> = HashMap::new();
        for person in replica.all(Kind::Beneficiary).map(Beneficiary::of) {
            let name = person.douar.trim();
            if !name.is_empty() && fold(&person.commune) == commune {
                let same = spellings.entry(bare(&fold(name)).to_owned()).or_default();
                *same.entry(name.to_owned()).or_default() += 1;
            }
        }
        let mut all: Vec<Douar> = spellings.into_iter().map(most_used).collect();
        all.sort_unstable_by(|a, b| b.people.cmp(&a.people).then_with(|| a.folded.cmp(&b.folded)));
        Douars(all)
    }

    /// Those that what was typed so far finds, the most used first, at most so many; what is typed already is none.
    pub fn find(&self, typed: &str, most: usize) -> Vec<String> {
        let folded = fold(typed);
        let query = bare(&folded);
        let found = self
            .0
            .iter()
            .filter(|douar| matches(&douar.folded, query) && douar.name != typed.trim());
        found.take(most).map(|douar| douar.name.clone()).collect()
    }
}

/// The spelling that most people have; of several, the first by its letters.
fn most_used((folded, spellings): (String, HashMap<String, usize>)) -> Douar {
    let people = spellings.values().sum();
    let name = spellings
        .into_iter()
        .max_by(|(a, a_times), (b, b_times)| a_times.cmp(b_times).then_with(|| b.cmp(a)))
        .map_or_else(String::new, |(name, _)| name);
    Douar { name, folded, people }
}

/// A folded name without the word that says what it is of.
fn bare(folded: &str) -> &str {
    let sort = SORTS.iter().find_map(|sort| folded.strip_prefix(sort));
    sort.unwrap_or(folded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::Id;
    use crate::record::Record;
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::time::Millis;
    use crate::wire::SlicePart;

    const AMMELNE: &str = "09.581.09.05";

    /// A phone with people of these communes and douars.
    fn phone(people: &[(&str, &str)]) -> Replica {
        let record = |(at, (commune, douar)): (u8, &(&str, &str))| Record {
            kind: Kind::Beneficiary,
            id: Id::v7(Millis(1), [at; 10]),
            version: 1,
            fields: Beneficiary {
                commune: (*commune).into(),
                douar: (*douar).into(),
                ..Beneficiary::default()
            }
            .fields(),
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: (1u8..).zip(people).map(record).collect(),
            ..SlicePart::empty(Slice::Register, 1)
        })]));
        replica
    }

    #[test]
    fn the_douars_of_a_commune_come_with_the_most_used_first_each_once() {
        let replica = phone(&[
            (AMMELNE, "Oumesnat"),
            (AMMELNE, "تامايت"),
            (AMMELNE, "دوار تامايت"),
            (AMMELNE, " تامايت "),
            (AMMELNE, "Tazka"),
            (AMMELNE, ""),
            ("09.581.09.11", "Tazka"),
            ("", "Ailleurs"),
        ]);
        let douars = Douars::of(&replica, AMMELNE);
        assert_eq!(douars.find("", 9), ["تامايت", "Oumesnat", "Tazka"]);
        assert_eq!(douars.find("", 1), ["تامايت"]);
        assert_eq!(Douars::of(&replica, "09.581.09.11").find("", 9), ["Tazka"]);
        assert_eq!(Douars::of(&replica, "").find("", 9), [""; 0]);
    }

    #[test]
    fn what_is_typed_finds_them_by_what_begins_a_word_and_not_itself() {
        let replica = phone(&[
            ("تافراوت", "Aït Oumghar"),
            ("تافراوت", "Oumesnat"),
            ("تافراوت", "أكرسيف"),
        ]);
        let douars = Douars::of(&replica, "تَافراوت");
        assert_eq!(douars.find("oum", 9), ["Aït Oumghar", "Oumesnat"]);
        assert_eq!(douars.find("Douar oumes", 9), ["Oumesnat"]);
        assert_eq!(douars.find("اكر", 9), ["أكرسيف"]);
        assert_eq!(douars.find("Oumesnat", 9), [""; 0]);
        assert_eq!(douars.find("ghar", 9), [""; 0]);
    }
}
