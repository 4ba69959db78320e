//! What screens show, read from the replica. Data only: no words, no formatting, no I/O.

mod activity;
mod answers;
mod awaited;
mod cards;
mod deliveries;
mod devices;
mod douars;
mod evening;
mod figures;
mod file;
mod gathered;
mod hands;
mod held;
mod hours;
mod log;
mod meant;
mod month;
mod outbox;
mod people;
mod person;
mod projects;
mod receipt;
mod requests;
mod revert;
mod review;
mod roll;
mod scan;
mod seats;
mod series;
mod shown;
#[cfg(test)]
mod testing;
mod today;
mod twice;
mod waiting;

pub use activity::{ActivityLine, activities, groups_of, members_of, schedules_of, sessions_of};
pub use answers::{Answered, answered};
pub use awaited::{Applicant, applicants, count_applicants, count_unsaid, unsaid};
pub use cards::{CardLine, CardsOf, cards};
pub use deliveries::{
    HandedLine, Received, UsedItem, handed_at, handed_outside, handed_to, present, received, used_items,
};
pub use devices::{DeviceLine, Standing, devices, unsent};
pub use douars::Douars;
pub use evening::{AwayLine, Evening, HoursLine, evening};
pub use figures::{FIGURE_KINDS, facts, named};
pub use file::{DocumentLine, Need, documents, file_needs, needs};
pub use gathered::{Gathered, Sum};
pub use hands::{Hand, Settler, count_mine, hand, settlers, settles, settles_any};
pub use held::became;
pub use hours::{MemberHours, TimeLine, member_hours};
pub use log::{FieldChange, LogLine, log, log_gathered, log_saying, oldest_entry, oldest_received};
pub use meant::{LogTexts, Meant, SessionChoice, activity_of, meant, sessions};
pub use month::{DayLine, month};
pub use outbox::{Doing, Mending, OutboxLine, doing, mending, outbox};
pub use people::{People, PersonLine, person_line};
pub use person::{Belonging, Came, agreements, belongings, came, kept_fields};
pub use projects::{ProjectLine, donors, fundable, project_of, projects};
pub use receipt::{Receipt, receipt};
pub use requests::{answer_request, open_requests, requests_like};
pub use review::{HeldGroup, ReviewLine, Settled, Side, decide, is_undecided, open_items, settled};
pub use roll::{
    Counts, MarkLine, Roll, Unsettled, belonging, counts, head_count, mark, roll, unsettled, walk_ins,
};
pub use scan::{Answer, Codes, scan};
pub use seats::{SeatLine, SeatsView, place_for, seats_of};
pub use series::series;
pub use shown::{Shown, code_name, name_of, shown};
pub use today::{SessionLine, today, unfinished};
pub use twice::{Beside, BesideField, LikeLine, SaidLine, TwiceLine, beside, like, said_of_two, twice};
pub use waiting::{Urgency, Waiting, waiting};
