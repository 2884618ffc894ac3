//! What a text in another language lacks: where not one of the words stands with which French, Spanish, Portuguese, German or
//! Italian would tell it. Where one does, nobody can tell here what it says.

use crate::diagnostic::RuleName;
use crate::postmortem::Reading;
use crate::postmortem::prose::Language;
use crate::text::phrases::Phrases;
use std::sync::LazyLock;

/// The languages of which the lists have the words.
const KNOWN: &[&str] = &["French", "Spanish", "Portuguese", "German", "Italian"];

/// Shares of users.
static SHARE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "pour cent, pourcent, por ciento, por cento, porcent, prozent, per cento, percent, tous, toutes, tout le monde, personne n, chaque, aucun, la moitié, tiers, quart, \
         todos, todas, nadie, cada, la mitad, tercio, cuarto, ninguém, metade, terço, ningun, alle, allen, aller, niemand, jede, hälfte, drittel, viertel, tutti, tutte, nessun, \
         metà, terzo, un utilisateur sur, sur dix, de cada, von zehn, su dieci",
    ])
});

/// Zones, where they are no signs such as `UTC`.
static ZONE: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "utc, gmt, cet|, cest|, mez|, mesz|, heure de, heure du, heure d', heure d’, heures de, heure locale, heure normale, fuseau, hora de, hora del, hora local, hora oficial, huso, \
         horário, fuso, hora em, ortszeit, uhr in, zeitzone, sommerzeit, winterzeit, ora di, ora locale",
    ])
});

/// Guesses, and what denies them.
static WRONG: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "faux|, fausse, faussement, erron, erreur de diagn, mauvais, piste, en vain, sans effet, sans succès, sans résultat, sans changement, rien, aucun, n'est pas, n'était pas, n'a pas, \
         ne change, pas l, innocent, exclu, écart, pourtant, pens, soupçon, suppos, croy, cru|, crut, hypoth, fals, equivoc, err, sin éxito, sin resultado, sin efecto, \
         sin cambio, no era, no fue, no es, nada, ningún, ningun, descart, sospech, supus, pensó, pensa, creí, creía, hipót, falsch, irrtum, irrtüm, nicht, kein, nichts, vergeblich, erfolglos, \
         ergebnislos, unschuldig, ausgeschlossen, vermut, verdacht, dachte, glaub, annahm, annehm, hypothe, errad, engan, sem sucesso, sem resultado, sem efeito, não, nenhum, suspeit, achou, achá, \
         senza, niente, nulla, nessun, non, sbagliat, sospett, ipotes",
    ])
});

/// Those who are called in, and calling them.
static CALLED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "équip, equip, team, transmis, transmet, transfer, escal, eskal, remont, appel, llam, anruf, anger, ruft|, rief|, ligou, ligá, chiam, contact, contat, kontakt, prévenu, prévient, avert, avis, inform, \
         techni, técnic, tecnic, ingén, ingeni, ingen, engenh, fourniss, prestat, proveedor, fornec, anbieter, dienstleister, hotline, support, soporte, suporte, assist, responsab, chef, jefe, leiter, \
         colleg, collèg, colèg, kolleg, compañer, colega, administr, verwalt, herr|, frau|, sr|, sra|, mme|, expert, spéciali, especiali, speziali, demand, pide|, pidió, bittet, bat|, rejoint, astreinte, \
         guardia al, bereitschaft, direct, weitergeleit, übergeb, übernimm, deriv, pasó, pasa a",
    ])
});

/// Those who notice, and noticing.
static NOTICED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "alert, alarm, allarm, monitor, supervis, sonde, surveill, überwach, melde, mitteil, signal, report, ticket, tweet, mail, e-mail, courriel, correo, sms, grafana, prometheus, datadog, zabbix, nagios, \
         pingdom, uptime, cloudwatch, pager, sentry, client, kund, cliente, clienti, utilisat, usuari, usuár, nutzer, benutzer, utent, joueur, jugador, spieler, appel, téléph, telef, demande, pregunt, fragt, chied, pergunt, llam, anruf, ruft|, rief|, lig, \
         écri, escrib, escrev, schreib, schrieb, scriv, dit|, dice|, dijo, diz|, disse, sagt, nous, je|, on voit, on constate, wir|, ich|, vemos, vimos, notamos, élève, étudiant, estudiant, \
         alumn, schüler, student, profess, lehrer, collèg, kolleg, colega, compañer, test, journa, registro, protokoll, log|, logs|, remarque|, constate|, sieht, ve|, vê|, plainte, queja, beschwer, reclam",
    ])
});

/// Causes.
static CAUSED: LazyLock<Phrases> = LazyLock::new(|| {
    Phrases::new([
        "caus, parce, car|, raison, en raison, dû|, due|, dus|, suite, provoqu, à la suite, porque, debido, provoc, culpa, motivo, razón, razão, devido, por un, por una, ursache, weil, wegen, grund, durch, \
         verursach, auslös, nachdem, da|, perché, dovut, colpa, après, tras|, origin, défaut, fehler, error|, falla, falha, expir, abgelauf, caduc",
    ])
});

/// Whether not one word tells what a rule asks for, in a text of a language that the lists know.
pub(super) fn lacks(reading: &Reading, rule: RuleName) -> bool {
    /// The first steps tell who noticed.
    const FIRST: usize = 3;
    if !matches!(reading.prose().language(), (Language::Other(name), _) if KNOWN.contains(&name)) {
        return false;
    }
    let summary = |words: &Phrases| {
        let all = &reading.prose().sentences;
        let said = reading.parts().summary.iter().filter_map(|&at| all.get(at));
        let mut said = said.peekable();
        said.peek().is_some() && !said.any(|said| words.matches(&said.text.to_lowercase()).next().is_some())
    };
    let steps = |most: usize, words: &Phrases| {
        let steps = reading.prose().steps.iter().filter(|step| !step.pasted);
        let mut steps = steps.take(most).peekable();
        steps.peek().is_some()
            && !steps.any(|step| words.matches(&step.text().to_lowercase()).next().is_some())
    };
    match rule {
        RuleName::ImpactPercent => summary(&SHARE),
        RuleName::OutageTimezone => summary(&ZONE) && steps(usize::MAX, &ZONE),
        RuleName::RootCauseInSummary => summary(&CAUSED),
        RuleName::DetectedHow => steps(FIRST, &NOTICED),
        RuleName::MisleadingPaths => steps(usize::MAX, &WRONG),
        RuleName::EscalatedTo => steps(usize::MAX, &CALLED),
        // What is no list is none in any language.
        RuleName::TaskList => {
            let entry = reading
                .postmortem
                .record
                .entries
                .last()
                .map(|entry| entry.span.end);
            let mut all = reading.prose().sentences.iter();
            entry.is_some_and(|end| !all.any(|said| said.listed && said.span().start >= end))
        }
        _ => false,
    }
}
