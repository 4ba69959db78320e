//! Codes of tickets: whatever goes wrong with one is recognised without asking anybody.

#![allow(clippy::unwrap_used)]

use domain::ticket::{Ticket, TicketFault};
use proptest::prelude::*;

const LETTERS: &str = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// The sixteen characters of a code, without hyphens.
fn bare(ticket: Ticket) -> Vec<char> {
    ticket.to_string().chars().filter(|c| *c != '-').collect()
}

fn read(letters: &[char]) -> Result<Ticket, TicketFault> {
    letters.iter().collect::<String>().parse()
}

#[test]
fn a_code_is_written_the_same_for_ever() {
    let first = Ticket::of(0x0123_4567_89ab_cdef).to_string();
    assert_eq!(first.len(), 19);
    assert_eq!(first, "28T5-CY4T-QKFF-M7TD");
}

#[test]
fn what_is_no_code_says_what_is_wrong() {
    assert_eq!("".parse::<Ticket>(), Err(TicketFault::Shape));
    assert_eq!("0000-0000-0000-000".parse::<Ticket>(), Err(TicketFault::Shape));
    assert_eq!("0000-0000-0000-0000-0".parse::<Ticket>(), Err(TicketFault::Shape));
    assert_eq!("U000-0000-0000-0000".parse::<Ticket>(), Err(TicketFault::Shape));
    assert_eq!("0000-0000-0000-0000".parse::<Ticket>(), Err(TicketFault::Check));
}

proptest! {
    #[test]
    fn a_code_reads_back_however_it_is_typed(drawn in any::<u64>()) {
        let ticket = Ticket::of(drawn);
        let written = ticket.to_string();
        prop_assert_eq!(written.parse(), Ok(ticket));
        let typed = written.to_lowercase().replace('-', " ").replace('0', "o").replace('1', "l");
        prop_assert_eq!(format!("\u{2066}{typed}\u{2069} ").parse(), Ok(ticket));
        prop_assert_eq!(written.replace('1', "I").parse(), Ok(ticket));
    }

    #[test]
    fn one_wrong_character_is_recognised(drawn in any::<u64>()) {
        let right = bare(Ticket::of(drawn));
        for at in 0..right.len() {
            for other in LETTERS.chars().filter(|other| *other != right[at]) {
                let mut wrong = right.clone();
                wrong[at] = other;
                prop_assert_eq!(read(&wrong), Err(TicketFault::Check));
            }
        }
    }

    #[test]
    fn two_characters_that_changed_places_are_recognised(drawn in any::<u64>()) {
        let right = bare(Ticket::of(drawn));
        for one in 0..right.len() {
            for other in (0..one).filter(|other| right[*other] != right[one]) {
                let mut wrong = right.clone();
                wrong.swap(one, other);
                prop_assert_eq!(read(&wrong), Err(TicketFault::Check));
            }
        }
    }

    #[test]
    fn up_to_four_wrong_characters_are_recognised(
        drawn in any::<u64>(),
        errors in proptest::collection::btree_map(0usize..16, 1u8..32, 1..=4),
    ) {
        let mut wrong = bare(Ticket::of(drawn));
        for (at, by) in errors {
            let known = LETTERS.chars().position(|letter| letter == wrong[at]).unwrap();
            wrong[at] = LETTERS.chars().nth(known ^ usize::from(by)).unwrap();
        }
        prop_assert_eq!(read(&wrong), Err(TicketFault::Check));
    }

    #[test]
    fn reading_never_panics(text in any::<String>()) {
        let _ = text.parse::<Ticket>();
    }
}
