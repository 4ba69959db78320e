//! A server, a world in it, and phones that talk to it.

/// Runs each of these on a server whose database is SQLite, and on one whose database is PostgreSQL.
macro_rules! on_each {
    ($($name:ident),* $(,)?) => {
        mod on_sqlite {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::support::Bed::start().await).await;
            })*
        }
        mod on_postgres {
            $(#[tokio::test]
            async fn $name() {
                super::$name(crate::support::Bed::on_postgres().await).await;
            })*
        }
    };
}

mod bed;
mod phone;
pub(crate) mod postgres;
mod program;
mod world;

pub(crate) use bed::{Bed, site};
pub(crate) use phone::{Phone, clock, now};
pub(crate) use program::Program;
pub(crate) use world::{PASSWORD, World, read, registration, today, write};
