use super::*;
use crate::archive::fixtures::record;
use crate::figure::png::png;
use jiff::civil::date;

fn with_timeline() -> Record {
    record("a", "Nginx", date(2026, 3, 10))
}

fn drawn(title: &str, record: &Record, facts: &[String]) -> String {
    draw(&Card {
        site: "Kestrel incidents",
        title,
        date: "10 Mar 2026",
        severity: Some((1, "SEV1")),
        facts,
        summary: "Nobody could log in.",
        record,
    })
}

fn size(png: &[u8]) -> Option<(u32, u32)> {
    let reader = ::png::Decoder::new(std::io::Cursor::new(png)).read_info().ok()?;
    Some((reader.info().width, reader.info().height))
}

#[test]
fn a_card_is_a_picture_of_its_size_and_always_the_same() {
    let svg = drawn("Nobody could log in", &with_timeline(), &["1 h 47 min".into()]);
    let picture = png(&svg);
    assert_eq!(size(&picture), Some((1200, 630)));
    assert!(picture.len() < 60_000, "{} bytes", picture.len());
    assert_eq!(picture, png(&svg));
    assert!(svg.contains("Requests fail"), "the timeline is drawn");
    assert!(
        !svg.contains("Nobody could log in."),
        "a summary beside a timeline"
    );
}

#[test]
fn the_title_takes_room_by_its_length_and_never_more_than_there_is() {
    let record = with_timeline();
    for words in [1, 4, 12, 40, 80] {
        let title = "Every certificate ".repeat(words);
        let svg = drawn(&title, &record, &["1 h 47 min".into(), "31% of users ".repeat(9)]);
        for text in svg.split("<text ").skip(1) {
            let number = |name: &str| {
                let (_, rest) = text.split_once(&format!("{name}=\"")).unwrap();
                rest.split('"').next().unwrap().parse::<i32>().unwrap()
            };
            assert!(number("x") + number("textLength") <= WIDTH, "{title}: {text}");
        }
        assert!(svg.contains("class=\"timeline\""), "{title}: no timeline");
        assert_eq!(size(&png(&svg)), Some((1200, 630)), "{title}");
    }
}

#[test]
fn lines_of_a_title_are_about_as_wide_as_each_other() {
    let lines = wrap("Near miss: eleven nights of empty backups", 64, Weight::Bold, 2);
    assert_eq!(lines, ["Near miss: eleven nights", "of empty backups"]);
    assert_eq!(wrap("Short", 64, Weight::Bold, 2), ["Short"]);
    let one = wrap(&"W".repeat(200), 64, Weight::Bold, 2);
    assert!(one.len() == 1 && is_cut(&one), "{one:?}");
}

#[test]
fn signs_that_the_font_lacks_are_left_out_and_letters_make_no_card() {
    assert!(is_settable("🔥 Сбой оплаты <b> & \"naïve\""));
    assert!(!is_settable("決済が失敗した日"));
    assert!(!is_settable("🔥"));
    let svg = drawn("🔥 Payments \u{fffe}\u{7} & <refused>", &with_timeline(), &[]);
    assert!(svg.contains(">Payments &amp; &lt;refused&gt;<"), "{svg}");
    assert_eq!(size(&png(&svg)), Some((1200, 630)));
}

#[test]
fn labels_in_a_script_that_the_font_lacks_are_left_out() {
    let mut record = with_timeline();
    for entry in &mut record.entries {
        entry.text = "証明書の期限が切れた".into();
    }
    let svg = drawn("Nobody could log in", &record, &[]);
    assert!(
        svg.contains("class=\"timeline\"") && svg.chars().all(|one| one == '\n' || text_width::has(one)),
        "{svg}"
    );
}

#[test]
fn without_times_the_card_says_what_happened() {
    let mut record = with_timeline();
    record.entries.clear();
    let svg = drawn("A near miss", &record, &[]);
    assert!(svg.contains("Nobody could log in."), "{svg}");
    assert!(!svg.contains("class=\"timeline\""));
}

#[test]
fn colours_are_those_of_the_default_theme_on_light_paper() {
    let theme = include_str!("../../../themes/default/assets/site.css");
    let colours = STYLE.split('#').skip(1).map(|rest| rest.split_at(6).0);
    for colour in colours.chain([&PAPER[1..], &INK[1..]]) {
        assert!(
            theme.contains(&format!("light-dark(#{colour},")),
            "#{colour} is no light token"
        );
    }
}
