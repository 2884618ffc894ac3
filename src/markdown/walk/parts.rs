//! Where parts begin and end, and what becomes of them.

use super::*;

impl Walk<'_> {
    /// Begins the next cut.
    pub(super) fn begin(&mut self) {
        let index = self.next;
        self.next += 1;
        let Some(mut cut) = self.cuts.get(index).cloned() else {
            return;
        };
        let inner = self.sinks.len() > 1;
        let Some(around) = self.sinks.last_mut() else {
            return;
        };
        // The label of an entry is shown by the entry.
        if inner && matches!(cut.purpose, Purpose::Label(..)) {
            return;
        }
        cut.range.end = cut.range.end.min(around.range.end);
        around.writer.take();
        let marked = matches!(cut.purpose, Purpose::Entry(_) | Purpose::Action(_));
        let part = around.part(index, cut);
        if let Some(main) = self.sinks.first_mut().filter(|_| marked) {
            main.writer.mark(index);
        }
        self.sinks.push(part);
    }

    /// Ends the parts that end before a place.
    pub(super) fn leave(&mut self, at: usize) {
        while let Some(sink) = self
            .sinks
            .pop_if(|sink| sink.purpose.is_some() && sink.range.end <= at)
        {
            let html = joined(sink.writer.finish());
            match sink.purpose {
                Some(Purpose::Label(depth, words)) => {
                    let (start, end) = self.heading(depth, &words);
                    if let Some(main) = self.sinks.first_mut() {
                        main.raw |= sink.raw;
                        main.writer
                            .block(&format!("{start}{}{end}", html.trim().trim_end_matches(':')));
                    }
                    self.after_label = true;
                }
                Some(Purpose::Note(label)) => {
                    let html = self.sanitised(html, sink.raw);
                    self.notes.define(&label, html);
                }
                Some(Purpose::Entry(_) | Purpose::Action(_)) => {
                    let html = self.sanitised(html, sink.raw);
                    if let Some(shown) = self.shown.get_mut(sink.cut) {
                        unwrapped(&html).clone_into(shown);
                    }
                }
                Some(Purpose::Drop) | None => {}
            }
        }
    }

    /// The HTML of a part, after the sanitiser where it has to see it.
    pub(super) fn sanitised(&mut self, html: String, raw: bool) -> String {
        match &self.tokens {
            Some(tokens) if raw || tokens.occur_in(&html) => {
                let page = sanitize::Page {
                    links: self.links,
                    path: self.path,
                    tokens,
                };
                match page.clean(&html, None) {
                    Some(pieces) => joined(pieces),
                    None => {
                        self.broken = true;
                        html
                    }
                }
            }
            _ => html,
        }
    }

    /// The parts; None where a tag without end took some of the text with it.
    pub(super) fn finish(mut self) -> Option<Rendered> {
        self.advance(self.text.len());
        self.leave(usize::MAX - 1);
        let mut pieces = self
            .sinks
            .pop()
            .map(|main| main.writer.finish())
            .unwrap_or_default();
        if let Some(tokens) = &mut self.tokens {
            let mut html = String::new();
            for piece in pieces {
                match piece {
                    Piece::Html(part) => html.push_str(&part),
                    Piece::Marks(marks) => {
                        for mark in marks {
                            html.push_str(&tokens.name("hr", Token::Mark(mark)));
                        }
                    }
                }
            }
            let page = sanitize::Page {
                links: self.links,
                path: self.path,
                tokens,
            };
            pieces = page.clean(&html, Some(&mut self.headings))?;
            restore(&mut pieces, &self.cuts);
        }
        pieces.push(Piece::Html(self.notes.html()));
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Html(html) if html.trim().is_empty() => {}
                Piece::Html(html) => parts.push(Part::Html(html)),
                Piece::Marks(marks) => {
                    for mark in marks {
                        let html = self.shown.get_mut(mark).map(std::mem::take).unwrap_or_default();
                        push(&mut parts, self.cuts.get(mark).map(|cut| &cut.purpose), html);
                    }
                }
            }
        }
        self.headings.list.retain(|heading| !heading.text.is_empty());
        (!self.broken).then_some(Rendered {
            parts,
            headings: self.headings.list,
        })
    }
}

/// Adds an entry or action to the last part where it is of the same kind.
fn push(parts: &mut Vec<Part>, purpose: Option<&Purpose>, html: String) {
    match (parts.last_mut(), purpose) {
        (Some(Part::Entries(list)), Some(&Purpose::Entry(index)))
        | (Some(Part::Actions(list)), Some(&Purpose::Action(index))) => list.push((index, html)),
        (_, Some(&Purpose::Entry(index))) => parts.push(Part::Entries(vec![(index, html)])),
        (_, Some(&Purpose::Action(index))) => parts.push(Part::Actions(vec![(index, html)])),
        _ => {}
    }
}

/// What broken HTML swallowed comes at the end, and nothing comes twice.
fn restore(pieces: &mut Vec<Piece<usize>>, cuts: &[Cut]) {
    let mut seen = vec![false; cuts.len()];
    for piece in pieces.iter_mut() {
        if let Piece::Marks(marks) = piece {
            marks.retain(|&mark| {
                seen.get_mut(mark)
                    .is_some_and(|seen| !std::mem::replace(seen, true))
            });
        }
    }
    let shown = |cut: &Cut| matches!(cut.purpose, Purpose::Entry(_) | Purpose::Action(_));
    let lost = cuts.iter().zip(&seen).enumerate();
    let lost: Vec<usize> = lost
        .filter(|(_, (cut, seen))| !**seen && shown(cut))
        .map(|(mark, _)| mark)
        .collect();
    if !lost.is_empty() {
        pieces.push(Piece::Marks(lost));
    }
}
