//! The staff app's screens: one route a file. A page reads the replica through a view and calls an
//! intent; it holds no logic of its own.

#![allow(unreachable_pub, reason = "the component macro writes public builders")]

mod account;
mod activities;
mod activity;
mod activity_link;
mod add_person;
mod calendar;
mod cards;
mod cin;
mod commune;
mod consents;
mod door;
mod erase;
mod evening;
mod figures;
mod file;
mod handing;
mod here;
mod hours;
mod import;
mod inbox;
mod inside;
mod kept;
mod kept_reports;
mod log;
mod new_activity;
mod new_session;
mod papers;
mod parcel;
mod people;
mod person;
mod person_form;
mod pin;
mod places;
mod printed;
mod projects;
mod questions;
mod receipt;
mod receiving;
mod register;
mod roll;
mod root;
mod said;
mod scan;
mod settings;
mod shown;
mod sync;
mod team;
mod today;
mod twice;
mod undertaking;
mod why_not;

pub use root::Root;
