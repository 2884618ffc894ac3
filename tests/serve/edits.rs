//! A site that is worked on: saves of all kinds, renames, garbage, odd files, settings, and how all is made sound again.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Numbers that look random and are the same in every run.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

pub(crate) fn text(number: usize, salt: usize) -> String {
    let (service, cause) = (
        ["login", "billing", "search"][salt % 3],
        ["config-error", "capacity"][salt % 2],
    );
    let day = 1 + number % 28;
    format!(
        "---\ntitle: Incident {number} of {salt}\nstatus: {}\nservices: [{service}]\nroot_cause: {cause}\nseverity: SEV{}\n\
         tags: [t{}]\nstarted: 2024-03-{day:02}T10:00:00Z\nresolved: 2024-03-{day:02}T11:{:02}:00Z\n---\n\n\
         Nobody could log in, {salt} times.\n\n## Timeline\n\n- 10:00 Requests fail.\n- 10:{:02} An alert.\n- 11:00 Over.\n\n\
         ![graph](graph.svg)\n\n[The one before](incident-0.md)\n",
        if salt.is_multiple_of(7) { "draft" } else { "closed" },
        1 + salt % 3,
        salt % 5,
        salt % 60,
        1 + salt % 50,
    )
}

/// A site that is worked on.
pub(crate) struct Work {
    pub(crate) site: PathBuf,
    pub(crate) dice: Dice,
    pub(crate) next: usize,
}

impl Work {
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.site.join("content/postmortems").join(name)
    }

    pub(crate) fn any(&mut self) -> PathBuf {
        let mut files: Vec<PathBuf> = walkdir::WalkDir::new(self.site.join("content/postmortems"))
            .into_iter()
            .filter_map(Result::ok)
            .filter(|entry| entry.file_type().is_file())
            .map(walkdir::DirEntry::into_path)
            .filter(|path| path.extension().is_some_and(|extension| extension == "md"))
            .collect();
        files.sort();
        let place = self.dice.below(files.len());
        files.swap_remove(place)
    }

    fn number(path: &Path) -> usize {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let digits: String = name.chars().filter(char::is_ascii_digit).collect();
        digits.parse::<usize>().unwrap_or_default() % 1000
    }

    /// One change, as somebody makes it.
    pub(crate) fn change(&mut self) {
        let file = self.any();
        let (number, salt) = (Self::number(&file), self.dice.below(1000));
        let new = text(number, salt);
        match self.dice.below(24) {
            20 => self.garbage(&file, salt),
            21 => self.odd(salt),
            22 => self.moved(&file, salt),
            23 => self.settings(salt),
            // Most saves are of words alone.
            0..=4 => {
                let old = fs::read(&file).unwrap();
                let words = format!("\nAnd then {salt}.\n");
                fs::write(&file, [&old, words.as_bytes()].concat()).unwrap();
            }
            // As VS Code writes.
            5..=6 => fs::write(&file, new).unwrap(),
            // As vim writes: the old file goes aside, a new one comes, the old one is removed.
            7..=8 => {
                let aside = file.with_extension("md~");
                fs::rename(&file, &aside).unwrap();
                fs::write(&file, new).unwrap();
                fs::remove_file(&aside).unwrap();
            }
            // As emacs and `sed -i` write: a file beside takes its place.
            9..=10 => {
                let beside = file.with_file_name(format!(".#{salt}.tmp"));
                fs::write(&beside, new).unwrap();
                fs::rename(&beside, &file).unwrap();
            }
            11 => fs::write(&file, new.replace("title: ", "title: [")).unwrap(),
            12 => fs::write(&file, new.replace("started: ", "started: never ")).unwrap(),
            13 => {
                self.next += 1;
                fs::write(
                    self.path(&format!("incident-{}.md", self.next)),
                    text(self.next, salt),
                )
                .unwrap();
            }
            14 if number > 1 => fs::remove_file(&file).unwrap(),
            15 if number > 1 => {
                self.next += 1;
                fs::rename(&file, self.path(&format!("incident-{}.md", self.next))).unwrap();
            }
            // A checkout of another branch and back.
            16 => {
                for number in 0..20 {
                    fs::write(self.path(&format!("incident-{number}.md")), text(number, salt)).unwrap();
                }
            }
            // A folder that goes away and comes again, with what lies in it.
            17 => {
                let folder = self.path("year");
                let _ = fs::remove_dir_all(&folder);
                if salt.is_multiple_of(2) {
                    fs::create_dir_all(folder.join("deep")).unwrap();
                    fs::write(folder.join("deep/incident-900.md"), text(900, salt)).unwrap();
                    fs::write(folder.join("deep/graph.svg"), picture(salt)).unwrap();
                }
            }
            18 => fs::write(self.path("graph.svg"), picture(salt)).unwrap(),
            _ => self.shared(salt),
        }
    }

    /// Bytes that are no text.
    fn garbage(&mut self, file: &Path, salt: usize) {
        let bytes: Vec<u8> = (0..salt * 3)
            .map(|_| u8::try_from(self.dice.below(256)).unwrap())
            .collect();
        let old = fs::read(file).unwrap();
        let middle = old.len() / 2;
        let crossed = [&old[..middle], &bytes[..], &old[middle..]].concat();
        fs::write(file, if salt.is_multiple_of(2) { crossed } else { bytes }).unwrap();
    }

    /// What is neither a text nor a picture, and comes and goes.
    fn odd(&mut self, salt: usize) {
        let odd = self.path("odd.md");
        let _ = fs::remove_file(&odd);
        let _ = fs::remove_dir_all(&odd);
        match salt % 4 {
            0 => fs::create_dir(&odd).unwrap(),
            #[cfg(unix)]
            1 => std::os::unix::fs::symlink("incident-0.md", &odd).unwrap(),
            #[cfg(unix)]
            2 => drop(std::process::Command::new("mkfifo").arg(&odd).status().unwrap()),
            _ => {}
        }
        // One that differs from another only in letter case.
        let other = self.path("Graph.svg");
        match salt % 3 {
            0 => fs::write(other, picture(salt)).unwrap(),
            _ => drop(fs::remove_file(other)),
        }
        let pages = self.site.join("content/pages");
        fs::create_dir_all(pages.join("deep")).unwrap();
        fs::write(
            pages.join("about.md"),
            format!("# About {salt}\n\n[a](../postmortems/incident-1.md)\n"),
        )
        .unwrap();
        match salt % 5 {
            0 => fs::write(pages.join("deep/lost.md"), "Words.\n").unwrap(),
            1 => fs::write(pages.join("services.md"), "Words.\n").unwrap(),
            _ => {
                let _ = fs::remove_file(pages.join("deep/lost.md"));
                let _ = fs::remove_file(pages.join("services.md"));
            }
        }
    }

    /// Names that change: two files change theirs, a folder goes away for a moment.
    fn moved(&mut self, file: &Path, salt: usize) {
        let other = self.any();
        let aside = file.with_extension("aside");
        if other != file {
            fs::rename(file, &aside).unwrap();
            fs::rename(&other, file).unwrap();
            fs::rename(&aside, &other).unwrap();
        }
        if salt.is_multiple_of(3) {
            let (here, there) = (
                self.site.join("content/postmortems"),
                self.site.join("content/.away"),
            );
            fs::rename(&here, &there).unwrap();
            std::thread::sleep(Duration::from_millis(30));
            fs::rename(&there, &here).unwrap();
        }
    }

    /// Settings that move pages, name fields and services, and judge otherwise.
    fn settings(&mut self, salt: usize) {
        let more = [
            "services: [{name: login, aliases: [billing]}]\n",
            "severities: [{name: SEV1, label: Worst}, {name: SEV2, label: Bad}]\n",
            "profile: assignment\n",
            "rules: {links-resolve: off, sections: error}\n",
            "fields: {tags2: {type: text, index: true}}\n",
            "aliases: {tags: {t1: [t2]}}\n",
            "theme: print\n",
            "theme_options: {footer: \"[a](content/postmortems/incident-1.md)\"}\n",
            "hours: nonsense\n",
        ][salt % 9];
        let text = format!("title: Incidents {salt}\nbase_url: https://a.example/\n{more}");
        fs::write(self.site.join("site.yaml"), text).unwrap();
    }

    /// A change of what all pages follow from.
    fn shared(&mut self, salt: usize) {
        let style = self.site.join("themes/default/assets/site.css");
        let foot = self.site.join("themes/default/templates/legend.html");
        let settings = self.site.join("site.yaml");
        match salt % 6 {
            0 => fs::write(
                settings,
                format!("title: Incidents {salt}\nbase_url: https://a.example/\n"),
            )
            .unwrap(),
            1 => fs::write(settings, "title: [").unwrap(),
            2 => {
                fs::create_dir_all(style.parent().unwrap()).unwrap();
                fs::write(style, format!("body {{ margin: {salt}px }}")).unwrap();
            }
            3 => {
                fs::create_dir_all(foot.parent().unwrap()).unwrap();
                fs::write(foot, "{% broken").unwrap();
            }
            _ => {
                let _ = fs::remove_dir_all(self.site.join("themes"));
            }
        }
    }

    /// Makes all sound again.
    pub(crate) fn mend(&self) {
        let _ = fs::remove_dir_all(self.site.join("themes"));
        let odd = self.path("odd.md");
        let _ = fs::remove_file(&odd);
        let _ = fs::remove_dir_all(&odd);
        let _ = fs::remove_file(self.path("Graph.svg"));
        let _ = fs::remove_file(self.site.join("content/pages/services.md"));
        fs::write(
            self.site.join("site.yaml"),
            "title: Incidents\nbase_url: https://a.example/\n",
        )
        .unwrap();
        for entry in walkdir::WalkDir::new(self.site.join("content/postmortems")) {
            let path = entry.unwrap().into_path();
            if path.extension().is_some_and(|extension| extension == "md") {
                let old = fs::read(&path).unwrap();
                // Garbage has a name, and says nothing else.
                let mended = match String::from_utf8(old) {
                    Ok(text) if text.starts_with("---\ntitle: ") => text,
                    _ => text(Self::number(&path), 7),
                };
                // Two files that changed their names took their links along.
                let before = if path.starts_with(self.path("year")) {
                    "](../../incident-0.md)"
                } else {
                    "](incident-0.md)"
                };
                let mended = mended
                    .replace("title: [", "title: ")
                    .replace("started: never ", "started: ")
                    .replace("](../../incident-0.md)", "](incident-0.md)")
                    .replace("](incident-0.md)", before);
                fs::write(&path, mended).unwrap();
            }
        }
    }
}

pub(crate) fn picture(salt: usize) -> String {
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"{}\"/>",
        10 + salt % 20
    )
}
