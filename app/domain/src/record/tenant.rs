//! The tenant.

use crate::record::schema::{codes, record};
use crate::time::{Day, Millis};

codes! {
    /// How often a report is made and kept by itself.
    Rhythm {
        /// Of each week, from Monday.
        Weekly = 1 "weekly";
        /// Of each month.
        Monthly = 2 "monthly";
        /// Of each quarter of the year.
        Quarterly = 3 "quarterly";
    }
}

codes! {
    /// What the receipt of a declaration is worth.
    ReceiptKind {
        /// Given on the spot.
        Provisional = 1 "provisional";
        /// Given within sixty days of the declaration.
        Final = 2 "final";
    }
}

record! {
    /// An association: the tenant every other record belongs to.
    Association in association {
        /// Name in Arabic.
        1 name_ar NAME_AR: String = Rule::Line(160);
        /// Name in Latin script.
        2 name_la NAME_LA: String = Rule::Line(160);
        /// Number of the receipt of its declaration.
        3 receipt RECEIPT: String = Rule::Line(60);
        /// Day of the receipt.
        4 receipt_day RECEIPT_DAY: Option<Day> = Rule::Day;
        /// Commune of its seat, by its HCP code or in words, as a person's.
        5 commune COMMUNE: String = Rule::Line(80);
        /// Phone people can call.
        6 phone PHONE: String = Rule::Phone;
        /// CNDP receipt, `D-…` or `A-…`; empty: declaration not yet made.
        7 cndp CNDP: String = Rule::Line(40);
        /// Months a person's data is kept after the last participation.
        8 retention_months RETENTION_MONTHS: Option<i64> = Rule::Int(1, 600);
        /// Days a phone may be without contact before its PIN alone does not open it.
        9 lease_days LEASE_DAYS: Option<i64> = Rule::Int(1, 365);
        /// Number of the CNDP authorisation to keep numbers of identity cards; empty: none are kept.
        10 cin_authorisation CIN_AUTHORISATION: String = Rule::Line(40);
        /// Whether it chose to be in the public directory.
        30 listed LISTED: bool = Rule::Bool;
        /// How often its report is made and kept by itself: the number of a [`Rhythm`]; none: never.
        40 report_rhythm REPORT_RHYTHM: Option<i64> = Rule::Code(2);
        /// What its receipt is worth: the number of a [`ReceiptKind`]; none: nobody said.
        50 receipt_kind RECEIPT_KIND: Option<i64> = Rule::Code(2);
        /// Day on which the mandate of its bureau began.
        51 mandate_from MANDATE_FROM: Option<Day> = Rule::Day;
        /// Last day of the mandate of its bureau.
        52 mandate_to MANDATE_TO: Option<Day> = Rule::Day;
        /// Day on which its statutes were adopted.
        53 statutes_day STATUTES_DAY: Option<Day> = Rule::Day;
        /// Whether people are asked about difficulties ([`crate::record::Disability`]).
        60 asks_disability ASKS_DISABILITY: bool = Rule::Bool;
        /// When a head last took all that is kept away from here.
        70 exported EXPORTED: Option<Millis> = Rule::Instant;
        /// The kept report that a head last had deleted, by its first and last day.
        71 report_deleted REPORT_DELETED: String = Rule::Line(80);
    }
}

impl Association {
    /// Its name for a reader of Arabic or of Latin script, whichever there is.
    pub fn name(&self, arabic: bool) -> &str {
        match (arabic, self.name_ar.is_empty(), self.name_la.is_empty()) {
            (true, false, _) | (false, false, true) => &self.name_ar,
            _ => &self.name_la,
        }
    }
}
