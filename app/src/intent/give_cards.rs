//! Giving people their cards.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Beneficiary, beneficiary};
use domain::replica::Replica;
use domain::ticket::Ticket;

/// The edits that give each of these people the card beside them. Who has one is given another: theirs is remembered as
/// replaced.
pub fn give_cards(replica: &Replica, cards: impl IntoIterator<Item = (Id, Ticket)>) -> Vec<Edit> {
    let edit = |(id, code): (Id, Ticket)| {
        let (card, before) = replica.view::<Beneficiary>(id)?.with_card(code);
        let given = Edit::new(Kind::Beneficiary, id).set(beneficiary::CARD, card);
        Some(if before.is_empty() {
            given
        } else {
            given.set(beneficiary::CARDS_BEFORE, before)
        })
    };
    cards.into_iter().filter_map(edit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::Sample;
    use domain::scanned::Scanned;
    use domain::view::{Answer, Codes, scan};

    #[test]
    fn a_card_is_given_and_given_anew() {
        let mut sample = Sample::new();
        let person = sample.people[0];
        let ask = |sample: &Sample, code| {
            scan(
                &sample.replica,
                &Codes::of(&sample.replica),
                sample.session,
                Scanned::Code(code),
            )
        };
        let [first, second] = [1, 2].map(Ticket::of);
        sample.run(&give_cards(&sample.replica, [(person, first)]));
        assert_eq!(ask(&sample, first), Answer::Expected(person));
        sample.run(&give_cards(&sample.replica, [(person, second)]));
        assert_eq!(ask(&sample, second), Answer::Expected(person));
        assert_eq!(ask(&sample, first), Answer::Replaced(person));
    }

    #[test]
    fn nobody_this_phone_does_not_know_is_given_one() {
        let sample = Sample::new();
        assert!(give_cards(&sample.replica, [(sample.session, Ticket::of(1))]).is_empty());
    }
}
