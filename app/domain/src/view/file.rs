//! The association's file: what of it needs a head's eye on a day, and its documents. It reminds; it blocks nothing.

use core::cmp::Reverse;

use crate::id::Id;
use crate::kind::Kind;
use crate::record::{Association, Document, ReceiptKind, View};
use crate::replica::Replica;
use crate::time::Day;

/// Days before the end of a mandate from which it is spoken of.
const REMIND_DAYS: i32 = 60;
/// Days within which a final receipt follows a provisional one.
const RECEIPT_DAYS: i32 = 60;

/// Something of the file that needs a head's eye.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// The mandate of the bureau ended on a day.
    MandateOver(Day),
    /// It ends soon: on which day, and in how many days.
    MandateEnds(Day, u64),
    /// The receipt has been provisional since a day, longer than it should be.
    FinalReceipt(Day),
    /// No receipt is written down.
    Receipt,
    /// Nobody wrote down when the mandate ends.
    MandateEnd,
    /// No receipt of the CNDP is written down.
    Cndp,
}

impl Need {
    /// The day by which it is asked for, near or past; the others only wait to be filled in.
    pub fn due(&self) -> Option<Day> {
        match self {
            Need::MandateOver(to) | Need::MandateEnds(to, _) => Some(*to),
            Need::FinalReceipt(since) => Some(since.plus(RECEIPT_DAYS)),
            Need::Receipt | Need::MandateEnd | Need::Cndp => None,
        }
    }
}

/// What an association's file needs on a day, the most pressing first.
pub fn needs(association: &Association, today: Day) -> Vec<Need> {
    let mandate = match association.mandate_to {
        None => Some(Need::MandateEnd),
        Some(to) if to < today => Some(Need::MandateOver(to)),
        Some(to) if to <= today.plus(REMIND_DAYS) => {
            Some(Need::MandateEnds(to, u64::from(to.0.abs_diff(today.0))))
        }
        Some(_) => None,
    };
    let receipt = if association.receipt.is_empty() {
        Some(Need::Receipt)
    } else {
        overdue(association, today).map(Need::FinalReceipt)
    };
    let cndp = association.cndp.is_empty().then_some(Need::Cndp);
    let mut needs: Vec<Need> = [mandate, receipt, cndp].into_iter().flatten().collect();
    needs.sort_by_key(|need| need.due().is_none());
    needs
}

/// Since when a receipt is provisional, where a final one should have followed.
fn overdue(association: &Association, today: Day) -> Option<Day> {
    let kind = association.receipt_kind.map(ReceiptKind::from_number);
    let since = association
        .receipt_day
        .filter(|_| kind == Some(ReceiptKind::Provisional))?;
    (since.plus(RECEIPT_DAYS) < today).then_some(since)
}

/// What the file of this phone's association needs on a day.
pub fn file_needs(replica: &Replica, today: Day) -> Vec<Need> {
    let association = replica
        .me()
        .and_then(|me| replica.view::<Association>(me.association));
    association.map_or_else(Vec::new, |association| needs(&association, today))
}

/// One document in a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentLine {
    /// Which one.
    pub id: Id,
    /// What it says of itself.
    pub document: Document,
}

/// The documents that are kept, and those withdrawn that can still be put back; each the newest first, those without a
/// day last.
pub fn documents(replica: &Replica) -> (Vec<DocumentLine>, Vec<DocumentLine>) {
    let lines = replica.all(Kind::Document).map(|record| DocumentLine {
        id: record.id,
        document: Document::of(record),
    });
    let mut lines: Vec<DocumentLine> = lines.filter(|line| line.document.gone.is_none()).collect();
    lines.sort_by_key(|line| (Reverse(line.document.day), Reverse(line.id)));
    lines.into_iter().partition(|line| !line.document.withdrawn)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;
    use crate::replica::{Batch, Op};
    use crate::slice::Slice;
    use crate::time::Millis;
    use crate::wire::SlicePart;

    const TODAY: Day = Day(20_000);

    fn whole() -> Association {
        Association {
            receipt: "2024/118".into(),
            receipt_day: Some(TODAY.plus(-400)),
            receipt_kind: Some(ReceiptKind::Final.number()),
            cndp: "D-12/2026".into(),
            mandate_to: Some(TODAY.plus(61)),
            ..Association::default()
        }
    }

    #[test]
    fn a_mandate_is_spoken_of_from_sixty_days_before_its_end() {
        let ending = |days: i32| {
            let association = Association {
                mandate_to: Some(TODAY.plus(days)),
                ..whole()
            };
            needs(&association, TODAY)
        };
        assert_eq!(ending(61), []);
        assert_eq!(ending(60), [Need::MandateEnds(TODAY.plus(60), 60)]);
        assert_eq!(
            ending(0),
            [Need::MandateEnds(TODAY, 0)],
            "its last day is not over"
        );
        assert_eq!(ending(-1), [Need::MandateOver(TODAY.plus(-1))]);
    }

    #[test]
    fn a_provisional_receipt_is_asked_after_once_the_final_one_is_late() {
        let since = |days: i32, kind: Option<ReceiptKind>| {
            let association = Association {
                receipt_day: Some(TODAY.plus(-days)),
                receipt_kind: kind.map(ReceiptKind::number),
                ..whole()
            };
            needs(&association, TODAY)
        };
        let provisional = Some(ReceiptKind::Provisional);
        assert_eq!(since(60, provisional), []);
        assert_eq!(since(61, provisional), [Need::FinalReceipt(TODAY.plus(-61))]);
        assert_eq!(since(61, Some(ReceiptKind::Final)), []);
        assert_eq!(since(61, None), [], "nobody said what it is worth");
    }

    #[test]
    fn what_is_not_written_down_is_asked_for_after_what_is_late() {
        let nothing = needs(&Association::default(), TODAY);
        assert_eq!(nothing, [Need::MandateEnd, Need::Receipt, Need::Cndp]);
        let over = Association {
            mandate_to: Some(TODAY.plus(-3)),
            cndp: String::new(),
            receipt_kind: Some(ReceiptKind::Provisional.number()),
            ..whole()
        };
        let said = needs(&over, TODAY);
        assert_eq!(
            said,
            [
                Need::MandateOver(TODAY.plus(-3)),
                Need::FinalReceipt(TODAY.plus(-400)),
                Need::Cndp
            ]
        );
    }

    #[test]
    fn documents_are_listed_by_their_day_and_one_whose_bytes_are_gone_is_not() {
        let paper = |n: u8, day: Option<i32>, withdrawn: bool, gone: Option<Millis>| {
            let document = Document {
                title: format!("Paper {n}"),
                day: day.map(Day),
                withdrawn,
                gone,
                ..Document::default()
            };
            Record {
                kind: Kind::Document,
                id: Id::v7(Millis(1), [n; 10]),
                version: 1,
                fields: document.fields(),
            }
        };
        let mut replica = Replica::new();
        replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![
                paper(1, None, false, None),
                paper(2, Some(10), false, None),
                paper(3, Some(20), false, None),
                paper(4, Some(30), true, None),
                paper(5, Some(40), true, Some(Millis(9))),
            ],
            ..SlicePart::empty(Slice::Register, 9)
        })]));
        let titles = |lines: Vec<DocumentLine>| -> Vec<String> {
            lines.into_iter().map(|line| line.document.title).collect()
        };
        let (kept, withdrawn) = documents(&replica);
        assert_eq!(titles(kept), ["Paper 3", "Paper 2", "Paper 1"]);
        assert_eq!(titles(withdrawn), ["Paper 4"]);
    }
}
