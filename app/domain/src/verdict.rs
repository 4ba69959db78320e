//! What the server answers to one change.

use minicbor::{Decode, Decoder, Encode, Encoder, decode, encode};

use crate::id::Id;
use crate::record::codes;
use crate::time::Millis;
use crate::value::FieldNo;

codes! {
    /// Why something was held or refused. The names are keys for words a person can read.
    Reason {
        /// A field that must be there is missing.
        Required = 1 "required";
        /// Longer than the field allows.
        TooLong = 2 "too_long";
        /// Not a value the field can hold.
        BadValue = 3 "bad_value";
        /// Not a phone number.
        BadPhone = 4 "bad_phone";
        /// Not a calendar day in reach.
        BadDay = 5 "bad_day";
        /// Characters that do not belong in text.
        BadText = 6 "bad_text";
        /// This person may not record this.
        NotAllowed = 7 "not_allowed";
        /// It names a record that is not there.
        UnknownReference = 8 "unknown_reference";
        /// A field that never changes once said.
        Fixed = 9 "fixed";
        /// The record's id is not the one its content makes.
        WrongId = 10 "wrong_id";
        /// A kind of record, or of verdict, that this version does not know.
        UnknownKind = 11 "unknown_kind";
        /// The session is on a day to come.
        SessionInFuture = 12 "session_in_future";
        /// The session was cancelled.
        SessionCancelled = 13 "session_cancelled";
        /// The right to record this was withdrawn after it was recorded.
        RightWithdrawn = 14 "right_withdrawn";
        /// The change is larger than any real one.
        TooLarge = 15 "too_large";
        /// The id already names a record of another kind.
        OtherKind = 16 "other_kind";
        /// It would leave the team without a head.
        LastHead = 17 "last_head";
        /// It was held, and a head declined it.
        Declined = 18 "declined";
        /// People cannot register themselves in the activity, or not on this day.
        RegistrationClosed = 19 "registration_closed";
        /// Only those whom the association invites come in.
        InvitationOnly = 20 "invitation_only";
        /// A place was promised where none was left: the person waits.
        CapacityPassed = 21 "capacity_passed";
        /// What identified this person was erased: nothing more is said of them.
        Erased = 30 "erased";
    }
}

/// What became of one change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It stands.
    Accepted,
    /// Someone changed other fields meanwhile: both stand.
    Parallel,
    /// Someone changed the same fields meanwhile: the later true time stands, the other is in the log.
    Conflict {
        /// The fields two people set.
        fields: Vec<FieldNo>,
        /// Whether this change is the one that stands.
        stands: bool,
    },
    /// A head must decide; nothing is lost.
    Held {
        /// Why.
        reason: Reason,
    },
    /// It cannot stand. The phone keeps it and shows why.
    Refused {
        /// The field at fault, where there is one.
        field: Option<FieldNo>,
        /// Why.
        reason: Reason,
    },
}

impl Verdict {
    /// Its number in the log: 0 accepted, 1 parallel, 2 conflict, 3 held, 4 refused.
    pub const fn number(&self) -> i64 {
        match self {
            Verdict::Accepted => 0,
            Verdict::Parallel => 1,
            Verdict::Conflict { .. } => 2,
            Verdict::Held { .. } => 3,
            Verdict::Refused { .. } => 4,
        }
    }

    /// Whether what the change says may now be in the record.
    pub const fn settles(&self) -> bool {
        matches!(
            self,
            Verdict::Accepted | Verdict::Parallel | Verdict::Conflict { .. }
        )
    }

    /// Why it was held or refused.
    pub const fn reason(&self) -> Option<Reason> {
        match self {
            Verdict::Held { reason } | Verdict::Refused { reason, .. } => Some(*reason),
            _ => None,
        }
    }
}

/// The answer to one change, by its id. A repeat gets the first answer again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The change.
    pub change: Id,
    /// Its number in the association's log: the receipt.
    pub seq: u64,
    /// When the server received it.
    pub received: Millis,
    /// What became of it.
    pub verdict: Verdict,
}

impl<C> Encode<C> for Answer {
    fn encode<W: encode::Write>(
        &self,
        e: &mut Encoder<W>,
        ctx: &mut C,
    ) -> Result<(), encode::Error<W::Error>> {
        let extra = match &self.verdict {
            Verdict::Accepted => 0,
            Verdict::Parallel => 1,
            Verdict::Conflict { .. } | Verdict::Refused { field: Some(_), .. } => 3,
            Verdict::Held { .. } | Verdict::Refused { field: None, .. } => 2,
        };
        e.map(3 + extra)?;
        self.change.encode(e.u8(0)?, ctx)?;
        e.u8(1)?.u64(self.seq)?;
        e.u8(2)?.i64(self.received.0)?;
        if extra > 0 {
            e.u8(3)?.i64(self.verdict.number())?;
        }
        match &self.verdict {
            Verdict::Accepted | Verdict::Parallel => {}
            Verdict::Conflict { fields, stands } => {
                fields.encode(e.u8(4)?, ctx)?;
                e.u8(6)?.bool(*stands)?;
            }
            Verdict::Held { reason } => {
                e.u8(5)?.i64(reason.number())?;
            }
            Verdict::Refused { field, reason } => {
                if let Some(field) = field {
                    [*field].encode(e.u8(4)?, ctx)?;
                }
                e.u8(5)?.i64(reason.number())?;
            }
        }
        Ok(())
    }
}

impl<'b, C> Decode<'b, C> for Answer {
    fn decode(d: &mut Decoder<'b>, ctx: &mut C) -> Result<Self, decode::Error> {
        let at = d.position();
        let missing = |what| decode::Error::message(what).at(at);
        let (mut change, mut seq, mut received, mut number) = (None, 0, Millis(0), 0);
        let (mut fields, mut reason, mut stands) = (Vec::<FieldNo>::new(), Reason::BadValue, false);
        for _ in 0..d.map()?.ok_or_else(|| missing("an answer without a length"))? {
            match d.u32()? {
                0 => change = Some(Id::decode(d, ctx)?),
                1 => seq = d.u64()?,
                2 => received = Millis(d.i64()?),
                3 => number = d.i64()?,
                4 => fields = Vec::decode(d, ctx)?,
                5 => reason = Reason::from_number(d.i64()?),
                6 => stands = d.bool()?,
                _ => d.skip()?,
            }
        }
        let verdict = match number {
            0 => Verdict::Accepted,
            1 => Verdict::Parallel,
            2 => Verdict::Conflict { fields, stands },
            3 => Verdict::Held { reason },
            4 => Verdict::Refused {
                field: fields.first().copied(),
                reason,
            },
            // Whatever a later version decided, the change is there and waits for a newer app here.
            _ => Verdict::Held {
                reason: Reason::UnknownKind,
            },
        };
        Ok(Answer {
            change: change.ok_or_else(|| missing("an answer without a change"))?,
            seq,
            received,
            verdict,
        })
    }
}
