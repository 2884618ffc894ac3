//! Where the services are listed: in `site.yaml`, or in the files of a catalogue.

use super::value_kinds::Placed;
use super::{Service, Stated};
use crate::yaml::fields::{Reader, keys};
use crate::yaml::value_kind::{Fields, List, Map, ValueKind};
use crate::yaml::{Node, Value};
use schemars::{Schema, SchemaGenerator, json_schema};

/// The services as `site.yaml` states them: a list, or where a catalogue lists them.
pub(super) struct Services;

/// What states the services, until the settings are read whole.
#[derive(Debug, Clone, PartialEq)]
pub enum StatedServices {
    /// `site.yaml` itself.
    List(Vec<Service>),
    /// The files of a catalogue.
    Catalog(Vec<Stated>),
}

/// `{catalog: PATH}`
#[derive(Default)]
struct Catalog {
    catalog: Vec<Stated>,
}

impl Fields for Catalog {
    keys! {
        KEYS: Self {
            /// A file, folder or pattern of Backstage `catalog-info.yaml` files, in the site's folder; or a list of them.
            catalog: List<Placed> => catalog;
        }
    }
    const NEEDED: &'static [&'static str] = &["catalog"];
}

impl ValueKind for Services {
    type Value = StatedServices;

    fn read(node: &Node, reader: &mut Reader<'_>) -> Option<StatedServices> {
        let is_catalog = match &node.value {
            Value::Map(entries) => !entries.iter().any(|entry| entry.key == "name"),
            _ => false,
        };
        match is_catalog {
            true => Map::<Catalog>::read(node, reader).map(|read| StatedServices::Catalog(read.catalog)),
            false => List::<Map<Service>>::read(node, reader).map(StatedServices::List),
        }
    }

    fn schema(generator: &mut SchemaGenerator) -> Schema {
        let (list, catalog) = (
            List::<Map<Service>>::schema(generator),
            Map::<Catalog>::schema(generator),
        );
        json_schema!({ "anyOf": [list, catalog] })
    }
}
