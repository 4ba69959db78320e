//! What a head writes down of the association itself: its receipts, the mandate of its bureau, its statutes.

use domain::change::Edit;
use domain::id::Id;
use domain::kind::Kind;
use domain::record::{Association, ReceiptKind, association};
use domain::time::Day;
use domain::verdict::Reason;

use super::{InputFault, day, line};

/// What the form of the association's file holds, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetFile {
    /// Number of the receipt.
    pub receipt: String,
    /// What it is worth; none: nobody said.
    pub receipt_kind: Option<ReceiptKind>,
    /// Its day.
    pub receipt_day: String,
    /// Receipt of the CNDP.
    pub cndp: String,
    /// Day on which the mandate began.
    pub mandate_from: String,
    /// Its last day.
    pub mandate_to: String,
    /// Day of the statutes.
    pub statutes_day: String,
}

impl SetFile {
    /// What stands, as it would be typed.
    pub fn of(stands: &Association) -> Self {
        let day = |day: Option<Day>| day.map_or_else(String::new, |day| day.to_string());
        SetFile {
            receipt: stands.receipt.clone(),
            receipt_kind: stands.receipt_kind.map(ReceiptKind::from_number),
            receipt_day: day(stands.receipt_day),
            cndp: stands.cndp.clone(),
            mandate_from: day(stands.mandate_from),
            mandate_to: day(stands.mandate_to),
            statutes_day: day(stands.statutes_day),
        }
    }

    /// The edit that writes it down.
    pub fn edits(&self, association: Id) -> Result<Vec<Edit>, InputFault> {
        let from = day("mandate_from", &self.mandate_from)?;
        let to = day("mandate_to", &self.mandate_to)?;
        if from.zip(to).is_some_and(|(from, to)| to < from) {
            return Err(InputFault {
                field: "mandate_to",
                reason: Reason::BadDay,
            });
        }
        let edit = Edit::new(Kind::Association, association)
            .set(association::RECEIPT, line(&self.receipt))
            .set(
                association::RECEIPT_KIND,
                self.receipt_kind.map(ReceiptKind::number),
            )
            .set(association::RECEIPT_DAY, day("receipt_day", &self.receipt_day)?)
            .set(association::CNDP, line(&self.cndp))
            .set(association::MANDATE_FROM, from)
            .set(association::MANDATE_TO, to)
            .set(
                association::STATUTES_DAY,
                day("statutes_day", &self.statutes_day)?,
            );
        Ok(vec![edit])
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intent::testing::{Sample, id};
    use domain::record::{Record, View};
    use domain::replica::{Batch, Op};
    use domain::slice::Slice;
    use domain::view::{Need, file_needs};
    use domain::wire::SlicePart;

    fn typed() -> SetFile {
        SetFile {
            receipt: "  2024/118 ".into(),
            receipt_kind: Some(ReceiptKind::Final),
            receipt_day: "2024-03-05".into(),
            cndp: "D-12/2026".into(),
            mandate_from: "2023-06-01".into(),
            mandate_to: "2026-06-20".into(),
            statutes_day: String::new(),
        }
    }

    fn sample() -> Sample {
        let mut sample = Sample::new();
        let named = Association {
            name_ar: "جمعية".into(),
            ..Association::default()
        };
        let record = Record {
            version: 1,
            fields: named.fields(),
            ..Record::empty(Kind::Association, id(100))
        };
        sample.replica.apply(&Batch(vec![Op::Part(SlicePart {
            records: vec![record],
            ..SlicePart::empty(Slice::Association, 1)
        })]));
        sample
    }

    #[test]
    fn what_is_written_down_of_the_association_is_what_its_file_is_judged_by() {
        let mut sample = sample();
        let day = sample.day;
        let nothing = [Need::MandateEnd, Need::Receipt, Need::Cndp];
        assert_eq!(file_needs(&sample.replica, day), nothing);
        sample.run(&typed().edits(id(100)).unwrap());
        let said: Association = sample.replica.view(id(100)).unwrap();
        assert_eq!(
            (said.receipt.as_str(), said.name_ar.as_str()),
            ("2024/118", "جمعية")
        );
        let end = Day::from_iso("2026-06-20").unwrap();
        assert_eq!(
            file_needs(&sample.replica, day),
            [Need::MandateEnds(end, 23)],
            "from 28 May"
        );
        let again = SetFile::of(&said);
        assert_eq!(
            again,
            SetFile {
                receipt: "2024/118".into(),
                ..typed()
            }
        );
        assert!(sample.plan(&again.edits(id(100)).unwrap()).changes.is_empty());
        let cleared = SetFile {
            cndp: " ".into(),
            receipt_kind: None,
            ..typed()
        };
        sample.run(&cleared.edits(id(100)).unwrap());
        let said: Association = sample.replica.view(id(100)).unwrap();
        assert_eq!((said.cndp.as_str(), said.receipt_kind), ("", None));
    }

    #[test]
    fn a_day_that_is_none_is_said_at_its_field() {
        let at = |form: SetFile| form.edits(id(100)).unwrap_err().field;
        let before = SetFile {
            mandate_to: "2023-05-31".into(),
            ..typed()
        };
        assert_eq!(at(before), "mandate_to");
        let none = SetFile {
            receipt_day: "hier".into(),
            ..typed()
        };
        assert_eq!(at(none), "receipt_day");
    }
}
