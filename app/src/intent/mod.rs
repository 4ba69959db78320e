//! What a person wants, one intent a file: a request goes in, edits come out.
//!
//! Intents are pure. The phone turns their edits into changes and makes them durable.

mod add_beneficiary;
mod agree;
mod answer_questions;
mod ask_about_data;
mod ask_disability;
mod authorise_cin;
mod cancel_session;
mod change_series;
mod close_roll;
mod count_heads;
mod create_activity;
mod create_sessions;
mod describe_document;
mod edit_beneficiary;
mod edit_member;
mod edit_team;
mod erase_person;
mod fund_activities;
mod give_cards;
mod give_to;
mod hand_over;
mod mark_attendance;
mod open_registration;
mod register_beneficiary;
mod register_self;
mod set_directory;
mod set_file;
mod set_lease;
mod set_project;
mod set_questions;
mod set_report_rhythm;
mod set_retention;
mod set_terms;
mod settle_registration;
#[cfg(test)]
mod testing;
mod undertake;
mod undo;
mod withdraw_document;
mod write_down_hours;

pub use add_beneficiary::{AddBeneficiary, Agreed, CONSENT_TEXT, PersonForm};
pub use agree::{Agree, withdraw_consent};
pub use answer_questions::{answer_questions, checked_answers};
pub use ask_about_data::{AskAboutData, ask};
pub use ask_disability::ask_disability;
pub use authorise_cin::authorise_cin;
pub use cancel_session::{CancelSession, restore_session};
pub use change_series::{ChangeSeries, Turn, days_to};
pub use close_roll::CloseRoll;
pub use count_heads::CountHeads;
pub use create_activity::CreateActivity;
pub use create_sessions::{CreateSessions, When};
pub use describe_document::{DescribeDocument, title_of};
pub use edit_beneficiary::EditBeneficiary;
pub use edit_member::{AssignedDays, ContractForm, EditMember};
pub use edit_team::{
    assign_member, close_member, revoke_device, revoke_invitation, sign_out_device, withdraw_token,
};
pub use erase_person::ErasePerson;
pub use fund_activities::fund_activities;
pub use give_cards::give_cards;
pub use give_to::give_to;
pub use hand_over::{HandOver, Where, Whom, take_back};
pub use mark_attendance::{MarkAttendance, next_mark};
pub use open_registration::{approve_registrations, open_registration};
pub use register_beneficiary::{RegisterBeneficiary, end_membership, end_registration};
pub use register_self::{Enrolment, FORM_NOTICE, SelfForm, SelfRegistration};
pub use set_directory::set_directory;
pub use set_file::SetFile;
pub use set_lease::set_lease;
pub use set_project::{BudgetRow, IndicatorRow, NEVER, SetProject};
pub use set_questions::{QuestionRow, set_questions};
pub use set_report_rhythm::set_report_rhythm;
pub use set_retention::set_retention;
pub use set_terms::SetTerms;
pub use settle_registration::{decline_place, give_place, told};
pub use undertake::undertake;
pub use undo::{still, undo};
pub use withdraw_document::{put_back_document, withdraw_document};
pub use write_down_hours::{WriteDownHours, take_back_hours};

use domain::text::clean_line;
use domain::time::Day;
use domain::verdict::Reason;

/// A field of a form that cannot stand as typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {}", reason.name())]
pub struct InputFault {
    /// Name of the field in the form.
    pub field: &'static str,
    /// What is wrong with it.
    pub reason: Reason,
}

/// A number of seats as typed, in any digits; nothing typed is no number.
fn seats(field: &'static str, typed: &str) -> Result<Option<i64>, InputFault> {
    number(field, typed, 1..=100_000)
}

/// A whole number as typed, in any digits, from one to another; nothing typed is no number.
fn number(
    field: &'static str,
    typed: &str,
    range: core::ops::RangeInclusive<i64>,
) -> Result<Option<i64>, InputFault> {
    let digits = domain::fold::fold(typed);
    if digits.trim().is_empty() {
        return Ok(None);
    }
    let number = digits.trim().parse().ok();
    let number = number.filter(|number| range.contains(number));
    number.map(Some).ok_or(InputFault {
        field,
        reason: Reason::BadValue,
    })
}

/// A day as the phone's picker gives it; nothing picked is no day.
fn day(field: &'static str, typed: &str) -> Result<Option<Day>, InputFault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let reason = Reason::BadDay;
    Day::from_iso(typed).map(Some).ok_or(InputFault { field, reason })
}

/// A line of text as it is recorded: trimmed, single spaces, no control or direction characters.
///
/// What cleaning cannot mend is left as typed, so that the rules refuse it with a reason.
fn line(typed: &str) -> String {
    clean_line(typed, domain::rules::CHANGE_BYTES).unwrap_or_else(|_| typed.to_string())
}
