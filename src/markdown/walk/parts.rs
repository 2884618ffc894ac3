//! Where parts begin and end, and what becomes of them.

use super::*;

impl Walk<'_> {
    /// Begins the next region.
    pub(super) fn begin(&mut self) {
        let index = self.next;
        self.next += 1;
        let Some(mut region) = self.regions.get(index).cloned() else {
            return;
        };
        let inner = self.buffers.len() > 1;
        let Some(around) = self.buffers.last_mut() else {
            return;
        };
        // The label of an entry is shown by the entry.
        if inner && matches!(region.kind, RegionKind::Label(..)) {
            return;
        }
        region.range.end = region.range.end.min(around.range.end);
        around.writer.take();
        let marked = matches!(region.kind, RegionKind::Entry(_) | RegionKind::Action(_));
        let part = around.part(index, region);
        if let Some(main) = self.buffers.first_mut().filter(|_| marked) {
            main.writer.mark(index);
        }
        self.buffers.push(part);
    }

    /// Ends the parts that end before a place.
    pub(super) fn leave(&mut self, at: usize) {
        while let Some(buffer) = self
            .buffers
            .pop_if(|buffer| buffer.kind.is_some() && buffer.range.end <= at)
        {
            let html = joined(buffer.writer.finish());
            match buffer.kind {
                Some(RegionKind::Label(depth, words)) => {
                    let (start, end) = self.heading(depth, &words);
                    if let Some(main) = self.buffers.first_mut() {
                        main.raw |= buffer.raw;
                        main.writer
                            .block(&format!("{start}{}{end}", html.trim().trim_end_matches(':')));
                    }
                    self.after_label = true;
                }
                Some(RegionKind::Footnote(label)) => {
                    let html = self.sanitised(html, buffer.raw);
                    self.footnotes.define(&label, &html);
                }
                Some(RegionKind::Entry(_) | RegionKind::Action(_)) => {
                    let html = self.sanitised(html, buffer.raw);
                    if let Some(shown) = self.shown.get_mut(buffer.region) {
                        unwrapped(&html).clone_into(shown);
                    }
                }
                Some(RegionKind::Drop) | None => {}
            }
        }
    }

    /// The HTML of a part, after the sanitiser where it has to see it.
    pub(super) fn sanitised(&mut self, html: String, raw: bool) -> String {
        match &self.placeholders {
            Some(placeholders) if raw || placeholders.occur_in(&html) => {
                let page = sanitize::Page {
                    links: self.links,
                    path: self.path,
                    placeholders,
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
            .buffers
            .pop()
            .map(|main| main.writer.finish())
            .unwrap_or_default();
        if let Some(placeholders) = &mut self.placeholders {
            let mut html = String::new();
            for piece in pieces {
                match piece {
                    Piece::Html(part) => html.push_str(&part),
                    Piece::Marks(marks) => {
                        for mark in marks {
                            html.push_str(&placeholders.start_tag("hr", Placeholder::Mark(mark)));
                        }
                    }
                }
            }
            let page = sanitize::Page {
                links: self.links,
                path: self.path,
                placeholders,
            };
            pieces = page.clean(&html, Some(&mut self.headings))?;
            restore(&mut pieces, &self.regions);
        }
        pieces.push(Piece::Html(self.footnotes.html()));
        let mut parts = Vec::new();
        for piece in pieces {
            match piece {
                Piece::Html(html) if html.trim().is_empty() => {}
                Piece::Html(html) => parts.push(Part::Html(html)),
                Piece::Marks(marks) => {
                    for mark in marks {
                        let html = self.shown.get_mut(mark).map(std::mem::take).unwrap_or_default();
                        push(
                            &mut parts,
                            self.regions.get(mark).map(|region| &region.kind),
                            html,
                        );
                    }
                }
            }
        }
        let mut headings = std::mem::take(&mut self.headings.list);
        headings.retain(|heading| !heading.text.is_empty());
        (!self.broken).then_some(Rendered {
            parts,
            headings,
            anchors: self.headings.anchors(),
        })
    }
}

/// Adds an entry or action to the last part where it is of the same kind.
fn push(parts: &mut Vec<Part>, kind: Option<&RegionKind>, html: String) {
    match (parts.last_mut(), kind) {
        (Some(Part::Entries(list)), Some(&RegionKind::Entry(index)))
        | (Some(Part::Actions(list)), Some(&RegionKind::Action(index))) => list.push((index, html)),
        (_, Some(&RegionKind::Entry(index))) => parts.push(Part::Entries(vec![(index, html)])),
        (_, Some(&RegionKind::Action(index))) => parts.push(Part::Actions(vec![(index, html)])),
        _ => {}
    }
}

/// What broken HTML swallowed comes at the end, and nothing comes twice.
fn restore(pieces: &mut Vec<Piece<usize>>, regions: &[Region]) {
    let mut seen = vec![false; regions.len()];
    for piece in pieces.iter_mut() {
        if let Piece::Marks(marks) = piece {
            marks.retain(|&mark| {
                seen.get_mut(mark)
                    .is_some_and(|seen| !std::mem::replace(seen, true))
            });
        }
    }
    let shown = |region: &Region| matches!(region.kind, RegionKind::Entry(_) | RegionKind::Action(_));
    let lost: Vec<usize> = regions
        .iter()
        .zip(&seen)
        .enumerate()
        .filter(|(_, (region, seen))| !**seen && shown(region))
        .map(|(mark, _)| mark)
        .collect();
    if !lost.is_empty() {
        pieces.push(Piece::Marks(lost));
    }
}
