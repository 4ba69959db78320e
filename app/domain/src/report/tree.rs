//! Sums of sums, as communes make provinces and provinces regions: which of them are hidden so that no small one is found
//! out.

use super::outside::is_small;

/// Numbers of which some are the sum of others. The first is the sum of all.
#[derive(Debug, Default)]
pub(super) struct Tree {
    people: Vec<u64>,
    parents: Vec<usize>,
    hidden: Vec<bool>,
}

impl Tree {
    /// A tree that has the sum of all alone.
    pub(super) fn of(total: u64) -> Self {
        Tree {
            people: vec![total],
            parents: vec![0],
            hidden: vec![is_small(total)],
        }
    }

    /// Adds a number that is a part of another, and gives its place.
    pub(super) fn add(&mut self, parent: usize, people: u64) -> usize {
        self.people.push(people);
        self.parents.push(parent);
        self.hidden.push(is_small(people));
        self.people.len() - 1
    }

    /// Whether the number at a place is hidden.
    pub(super) fn is_hidden(&self, at: usize) -> bool {
        self.hidden[at]
    }

    /// How many numbers there are.
    pub(super) fn len(&self) -> usize {
        self.people.len()
    }

    /// The number at a place.
    pub(super) fn people(&self, at: usize) -> u64 {
        self.people[at]
    }

    /// What the number at a place is a part of.
    pub(super) fn parent(&self, at: usize) -> usize {
        self.parents[at]
    }

    /// Hides one number more, and those beside it.
    pub(super) fn cover(&mut self, at: usize) {
        self.hidden[at] = true;
        self.hide();
    }

    /// Hides numbers beside those that are small, the smallest first, until no small one is settled by what is shown,
    /// alone or with so few others that they are small together.
    pub(super) fn hide(&mut self) {
        while let Some(open) = self.gap() {
            // The sum of all is known from elsewhere: hiding it hides nothing.
            let open = open.into_iter().filter(|at| *at > 0 && !self.hidden[*at]);
            match open.min_by_key(|at| (self.people[*at] == 0, self.people[*at])) {
                Some(next) => self.hidden[next] = true,
                // Where nothing is left to hide, all parts are hidden.
                None => return self.hidden[1..].fill(true),
            }
        }
    }

    /// The numbers that make up another; none where it is made up of none.
    fn parts(&self, of: usize) -> impl Iterator<Item = usize> {
        (1..self.people.len()).filter(move |at| self.parents[*at] == of)
    }

    /// Numbers of which one more must be hidden: those of a line of which one alone is, or those that make up a number
    /// of which few are.
    fn gap(&self) -> Option<Vec<usize>> {
        let is_sum = |of: &usize| self.parts(*of).next().is_some();
        let sums: Vec<usize> = (0..self.people.len()).filter(is_sum).collect();
        let line = |of: &usize| core::iter::once(*of).chain(self.parts(*of)).collect::<Vec<_>>();
        let is_lone = |line: &Vec<usize>| {
            let mut hidden = line.iter().filter(|at| self.hidden[**at]);
            hidden.next().is_some_and(|at| *at > 0) && hidden.next().is_none()
        };
        let is_few = |of: &&usize| !self.hidden[**of] && is_small(self.hidden_under(**of));
        let lone = sums.iter().map(line).find(is_lone);
        lone.or_else(|| sums.iter().find(is_few).map(|of| self.under(*of)))
    }

    /// The parts of a number, those of its hidden parts with them, and the number itself last.
    fn under(&self, of: usize) -> Vec<usize> {
        let parts = self.parts(of).flat_map(|at| match self.hidden[at] {
            true => self.under(at),
            false => vec![at],
        });
        parts.chain([of]).collect()
    }

    /// What is hidden of a number, what is shown of its hidden parts taken off.
    fn hidden_under(&self, of: usize) -> u64 {
        let hidden = self.parts(of).filter(|at| self.hidden[*at]);
        let under = |at: usize| match self.parts(at).next() {
            Some(_) => self.hidden_under(at),
            None => self.people[at],
        };
        hidden.map(under).sum()
    }
}
