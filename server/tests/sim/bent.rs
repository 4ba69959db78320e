//! What the people of some runs do more often: what is rare by itself comes together there.

/// What a run is bent on, beside everything else that happens in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Bent {
    /// Nothing.
    Nothing,
    /// Who holds a seat and who waits for one.
    Seats,
    /// Who is one with whom.
    Pairs,
    /// Backups, and putting them back.
    Restores,
    /// Who leads, and who may do what.
    Heads,
    /// What waits for a decision, who settles it, and what they decide.
    Decisions,
}

impl Bent {
    /// More than half of the seeds are bent on something.
    pub(crate) const fn of(seed: u64) -> Self {
        match seed % 8 {
            1 => Bent::Pairs,
            3 => Bent::Restores,
            5 => Bent::Seats,
            6 => Bent::Decisions,
            7 => Bent::Heads,
            _ => Bent::Nothing,
        }
    }
}
