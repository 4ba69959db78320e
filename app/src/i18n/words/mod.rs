//! Every sentence of the interface, one file a place, the three languages side by side.

mod account;
mod activity;
mod calendar;
mod cards;
mod cin;
mod common;
mod consents;
mod delivery;
mod directory;
mod disability;
mod entry;
mod erasure;
mod evening;
mod export;
mod factor;
mod fetching;
mod field;
mod figures;
mod file;
mod import;
mod inbox;
mod kept;
mod lock;
mod log;
mod paper;
mod parcel;
mod person;
mod privacy;
mod problem;
mod programs;
mod project;
mod public;
mod questions;
mod report;
mod roll;
mod scan;
mod seats;
mod session;
mod settings;
mod shell;
mod sync;
mod team;
mod today;
mod twice;
mod volunteering;

pub use account::Account;
pub use activity::Activity;
pub use calendar::Calendar;
pub use cards::Cards;
pub use cin::Cin;
pub use common::Common;
pub use consents::Consents;
pub use delivery::Delivery;
pub use directory::Directory;
pub use disability::Disability;
pub use entry::Entry;
pub use erasure::Erasure;
pub use evening::Evening;
pub use export::Export;
pub use factor::Factor;
pub use fetching::Fetching;
pub use field::Field;
pub use figures::Figures;
pub use file::File;
pub use import::Import;
pub use inbox::Inbox;
pub use kept::KeptReports;
pub use lock::Lock;
pub use log::Log;
pub use paper::Paper;
pub use parcel::Parcel;
pub use person::Person;
pub use privacy::Privacy;
pub use problem::Problem;
pub use programs::Programs;
pub use project::Project;
pub use public::Public;
pub use questions::Questions;
pub use report::{HIDDEN, Report};
pub use roll::Roll;
pub use scan::Scan;
pub use seats::Seats;
pub use session::Session;
pub use settings::Settings;
pub use shell::Shell;
pub use sync::Sync;
pub use team::Team;
pub use today::Today;
pub use twice::Twice;
pub use volunteering::{UNDERTAKING_TEXT, Volunteering};

/// Gathers the places into [`Words`], one constant a language.
macro_rules! words {
    ($($(#[$doc:meta])* $place:ident: $kind:ident;)*) => {
        /// Every word of the interface in one language, by place.
        #[derive(Debug, Clone, Copy)]
        pub struct Words {
            $($(#[$doc])* pub $place: &'static $kind,)*
        }

        impl Words {
            pub(super) const AR: Self = Self { $($place: &$kind::AR,)* };
            pub(super) const FR: Self = Self { $($place: &$kind::FR,)* };
            pub(super) const EN: Self = Self { $($place: &$kind::EN,)* };
        }
    };
}

words! {
    /// Words any screen may need.
    common: Common;
    /// The frame: places, installation, updates.
    shell: Shell;
    /// What waits, what was sent, what needs someone.
    sync: Sync;
    /// Unsent work in a sealed file.
    parcel: Parcel;
    /// Signing in and accepting an invitation.
    entry: Entry;
    /// One's own account.
    account: Account;
    /// The second factor of signing in.
    factor: Factor;
    /// The PIN and the lock of the phone.
    lock: Lock;
    /// The day's sessions.
    today: Today;
    /// Activities: the list, one of them, a new one.
    activity: Activity;
    /// The places of an activity.
    seats: Seats;
    /// What an activity asks of those who register.
    questions: Questions;
    /// Sessions: their states, a new one.
    session: Session;
    /// Members as volunteers: what they undertake, their contract, the time they give.
    volunteering: Volunteering;
    /// Roll call.
    roll: Roll;
    /// Goods and services handed over.
    delivery: Delivery;
    /// Scanning cards and tickets.
    scan: Scan;
    /// The calendar: holidays, Ramadan, and the sessions of a rule changed together.
    calendar: Calendar;
    /// Cards to give and print.
    cards: Cards;
    /// People: the list, one of them, a newcomer.
    person: Person;
    /// Difficulties in doing things, where they are asked about.
    disability: Disability;
    /// Numbers of identity cards.
    cin: Cin;
    /// What people agree to, and all that is kept about one.
    consents: Consents;
    /// Erasing what identifies a person.
    erasure: Erasure;
    /// Members, invitations and devices.
    team: Team;
    /// The log of what happened.
    log: Log;
    /// A day as a head reads it at night.
    evening: Evening;
    /// A period in numbers.
    figures: Figures;
    /// Papers and files that the server makes.
    fetching: Fetching;
    /// Who funds what, and what it is to reach.
    project: Project;
    /// Reports kept as they were made.
    kept: KeptReports;
    /// The association's file.
    file: File;
    /// What a head has to decide.
    inbox: Inbox;
    /// People recorded twice.
    twice: Twice;
    /// Settings.
    settings: Settings;
    /// The directory of associations.
    directory: Directory;
    /// Tokens by which other programs read.
    programs: Programs;
    /// Taking everything away.
    export: Export;
    /// Bringing a list of people in.
    import: Import;
    /// What goes wrong, and why something was refused.
    problem: Problem;
    /// Labels and hints of form fields.
    field: Field;
}
