//! Lines of code, each parsed once for every state of the parser that it was met in.
//!
//! The states hold pieces of a C library that must stay in their thread, so each thread remembers for itself.

use super::classes::{Class, Classes};
use super::{LONGEST_LINE, SYNTAXES, Spans};
use std::cell::RefCell;
use std::collections::HashMap;
use syntect::parsing::{ParseState, ScopeStack};

/// The most lines of one syntax that are remembered; then it begins anew.
const MOST_LINES: usize = 1 << 16;

/// The most states of the parser of one syntax that are remembered.
const MOST_STATES: usize = 256;

thread_local! {
    /// What was met, by the index of its syntax.
    static MEMORY: RefCell<HashMap<usize, Memory>> = RefCell::default();
}

/// What was met of one syntax.
#[derive(Debug, Default)]
struct Memory {
    /// The first one is that before the first line.
    states: Vec<State>,
    /// For each state the lines that were met in it.
    lines: Vec<HashMap<Box<str>, Line>>,
    count: usize,
}

/// The state of the parser between two lines.
#[derive(Debug, Clone, PartialEq, Eq)]
struct State {
    parser: ParseState,
    scopes: ScopeStack,
}

/// How a line looks in a state.
#[derive(Debug)]
struct Line {
    /// The class of each run, and where it ends in the line.
    runs: Vec<(Class, usize)>,
    /// The index of the state after it.
    next: usize,
}

/// Writes a text in the syntax of this index.
pub(super) fn highlight(syntax: usize, text: &str, out: &mut Spans) {
    let Some(first) = SYNTAXES.syntaxes().get(syntax) else {
        return out.push(Class::None, text);
    };
    MEMORY.with_borrow_mut(|memory| {
        let memory = memory.entry(syntax).or_insert_with(|| {
            Memory::new(State {
                parser: ParseState::new(first),
                scopes: ScopeStack::new(),
            })
        });
        let mut at = Ok(0);
        for line in text.split_inclusive('\n') {
            if line.len() > LONGEST_LINE {
                out.push(Class::None, line);
                continue;
            }
            at = match at {
                Ok(index) => step(memory, index, line, out),
                Err(mut state) => {
                    write(&state.parse(line), line, out);
                    Err(state)
                }
            };
        }
    });
}

/// Writes a line in a remembered state. Gives the state after it: its index, or itself where no more are
/// remembered.
fn step(memory: &mut Memory, index: usize, line: &str, out: &mut Spans) -> Result<usize, Box<State>> {
    if let Some(known) = memory.lines.get(index).and_then(|lines| lines.get(line)) {
        write(&known.runs, line, out);
        return Ok(known.next);
    }
    let Some(mut next) = memory.states.get(index).cloned().map(Box::new) else {
        out.push(Class::None, line);
        return Ok(0);
    };
    let runs = next.parse(line);
    write(&runs, line, out);
    memory.remember(index, line, runs, next)
}

fn write(runs: &[(Class, usize)], line: &str, out: &mut Spans) {
    let mut from = 0;
    for &(class, end) in runs {
        out.push(class, line.get(from..end).unwrap_or_default());
        from = end;
    }
}

impl Memory {
    fn new(first: State) -> Self {
        Self {
            states: vec![first],
            lines: vec![HashMap::new()],
            count: 0,
        }
    }

    fn remember(
        &mut self,
        index: usize,
        line: &str,
        runs: Vec<(Class, usize)>,
        next: Box<State>,
    ) -> Result<usize, Box<State>> {
        let next = match self.states.iter().position(|state| *state == *next) {
            Some(next) => next,
            None if self.states.len() < MOST_STATES => {
                self.states.push(*next);
                self.lines.push(HashMap::new());
                self.states.len() - 1
            }
            None => return Err(next),
        };
        if self.count >= MOST_LINES {
            self.lines.iter_mut().for_each(HashMap::clear);
            self.count = 0;
        }
        if let Some(lines) = self.lines.get_mut(index) {
            self.count += 1;
            lines.insert(line.into(), Line { runs, next });
        }
        Ok(next)
    }
}

impl State {
    /// The runs of a line, which leave the parser after it.
    fn parse(&mut self, line: &str) -> Vec<(Class, usize)> {
        let Ok(changes) = self.parser.parse_line(line, &SYNTAXES) else {
            return vec![(Class::None, line.len())];
        };
        let mut classes = Classes::of(&self.scopes);
        let mut runs: Vec<(Class, usize)> = Vec::with_capacity(changes.len());
        let mut from = 0;
        let mut run = |class, end: usize| {
            if end > from {
                match runs.last_mut() {
                    Some((last, before)) if *last == class => *before = end,
                    _ => runs.push((class, end)),
                }
                from = end;
            }
        };
        for (at, change) in changes {
            run(classes.top(), at.min(line.len()));
            // A syntax that takes more scopes away than there are leaves none.
            let applied = self
                .scopes
                .apply_with_hook(&change, |basic, _| classes.change(&basic));
            if applied.is_err() {
                self.scopes = ScopeStack::new();
            }
        }
        run(classes.top(), line.len());
        runs
    }
}
