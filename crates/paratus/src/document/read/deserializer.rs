//! Reads the types of the document out of the tree, strictly: a table is a table, a word is a word.
//!
//! A struct is read as the list of its fields, each looked up by its name. What serde makes for reading one key by key is compiled again
//! for every struct and is larger than all the rest; here unknown and missing keys are found by code that structs share. It asks two
//! things of them: a field that may be left out says so by `#[serde(default)]`, options too; none is flattened, tagged or has an alias.

use super::de_error::{DeError, LocatedDeError};
use super::spanned_value::{PathStep, SpannedValue, ValueBody};
use crate::formatting::one_of;
use serde::de::value::{BorrowedStrDeserializer, StrDeserializer};
use serde::de::{
    self, DeserializeSeed, Deserializer, Expected, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use std::collections::{BTreeMap, btree_map};
use std::slice;

/// The answer that may be handed back. Fields of answers are only ever added, so keys that are not known here are those of a later
/// version: they are passed over.
const ANSWER: &str = "Plan";

/// A value to be read.
#[derive(Clone, Copy)]
pub(super) struct ValueDeserializer<'de> {
    node: &'de SpannedValue,
    /// Whether keys that are not known are passed over.
    open: bool,
}

impl<'de> ValueDeserializer<'de> {
    /// A value that has no keys but known ones.
    pub(super) fn new(node: &'de SpannedValue) -> ValueDeserializer<'de> {
        ValueDeserializer { node, open: false }
    }

    /// Another value in this one.
    fn within(self, node: &'de SpannedValue) -> ValueDeserializer<'de> {
        ValueDeserializer { node, ..self }
    }

    /// The value as a table with no other keys than these.
    #[inline(never)]
    fn table(
        self,
        keys: &'static [&'static str],
        expected: &dyn Expected,
    ) -> Result<&'de BTreeMap<String, SpannedValue>, LocatedDeError> {
        let ValueBody::Table(table) = &self.node.body else {
            return Err(self.node.mismatch(expected));
        };
        let strange = |(key, node): &(&String, &SpannedValue)| {
            !node.is_dropped() && !keys.contains(&key.as_str())
        };
        match table.iter().find(strange) {
            Some((key, _)) if !self.open => {
                Err(LocatedDeError::from(DeError::UnknownKey(keys))
                    .within(PathStep::Key(key.clone())))
            }
            _ => Ok(table),
        }
    }
}

impl SpannedValue {
    fn unexpected(&self) -> Unexpected<'_> {
        match &self.body {
            ValueBody::Null => Unexpected::Unit,
            ValueBody::Bool(value) => Unexpected::Bool(*value),
            ValueBody::Whole(value) => Unexpected::Signed(*value),
            ValueBody::Number(value) => Unexpected::Float(*value),
            ValueBody::Text(text) => Unexpected::Str(text),
            ValueBody::Bad(text) => Unexpected::Other(text),
            ValueBody::List(_) => Unexpected::Seq,
            ValueBody::Table(_) => Unexpected::Map,
        }
    }

    /// What is said where the value is of another type than expected. Each type has a way of its own below, with nothing in it that
    /// the type does not take: one way for all of them would be made again for every type.
    #[cold]
    #[inline(never)]
    fn mismatch(&self, expected: &dyn Expected) -> LocatedDeError {
        match &self.body {
            ValueBody::Bad(reason) => DeError::Other(reason.clone()).into(),
            _ => de::Error::invalid_type(self.unexpected(), expected),
        }
    }
}

/// The entries of a list that were not dropped; what fails in one of them learns its index.
struct ListAccess<'de> {
    all: ValueDeserializer<'de>,
    list: slice::Iter<'de, SpannedValue>,
    next: usize,
}

impl<'de> SeqAccess<'de> for ListAccess<'de> {
    type Error = LocatedDeError;

    #[inline(never)]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, LocatedDeError> {
        let Some(node) = self.list.by_ref().find(|node| !node.is_dropped()) else {
            return Ok(None);
        };
        let index = self.next;
        self.next += 1;
        seed.deserialize(self.all.within(node))
            .map(Some)
            .map_err(|failure| failure.within(PathStep::Index(index)))
    }
}

/// The fields of a struct in the order of its declaration; what fails in one of them learns its key. One that is missing is no element,
/// and serde takes the default, or says that the list ends there.
struct StructAccess<'de> {
    all: ValueDeserializer<'de>,
    table: &'de BTreeMap<String, SpannedValue>,
    keys: slice::Iter<'static, &'static str>,
}

impl<'de> StructAccess<'de> {
    /// The next field that serde asks for.
    #[inline(never)]
    fn next(&mut self) -> Option<(&'static str, &'de SpannedValue)> {
        let key = *self.keys.next()?;
        self.table
            .get(key)
            .filter(|node| !node.is_dropped())
            .map(|node| (key, node))
    }
}

impl<'de> SeqAccess<'de> for StructAccess<'de> {
    type Error = LocatedDeError;

    #[inline(never)]
    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, LocatedDeError> {
        let Some((key, node)) = self.next() else {
            return Ok(None);
        };
        seed.deserialize(self.all.within(node))
            .map(Some)
            .map_err(|failure| failure.within(PathStep::Key(key.to_owned())))
    }
}

/// The keys of a table that were not dropped; what fails in one of them, or in the key itself, learns the key.
struct TableAccess<'de> {
    all: ValueDeserializer<'de>,
    table: btree_map::Iter<'de, String, SpannedValue>,
    now: Option<(&'de str, &'de SpannedValue)>,
}

impl<'de> MapAccess<'de> for TableAccess<'de> {
    type Error = LocatedDeError;

    #[inline(never)]
    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, LocatedDeError> {
        let Some((key, node)) = self.table.by_ref().find(|(_, node)| !node.is_dropped()) else {
            return Ok(None);
        };
        self.now = Some((key, node));
        let read = seed.deserialize(BorrowedStrDeserializer::new(key));
        read.map(Some)
            .map_err(|failure: LocatedDeError| failure.within(PathStep::Key(key.clone())))
    }

    #[inline(never)]
    fn next_value_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<S::Value, LocatedDeError> {
        let Some((key, node)) = self.now else {
            return Err(de::Error::custom("a value without a key"));
        };
        seed.deserialize(self.all.within(node))
            .map_err(|failure| failure.within(PathStep::Key(key.to_owned())))
    }
}

impl<'de> Deserializer<'de> for ValueDeserializer<'de> {
    type Error = LocatedDeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::Null => visitor.visit_unit(),
            ValueBody::Bool(value) => visitor.visit_bool(*value),
            ValueBody::Whole(value) => visitor.visit_i64(*value),
            ValueBody::Number(value) => visitor.visit_f64(*value),
            ValueBody::Text(text) => visitor.visit_borrowed_str(text),
            ValueBody::Bad(reason) => Err(DeError::Other(reason.clone()).into()),
            ValueBody::List(list) => visitor.visit_seq(ListAccess {
                all: self,
                list: list.iter(),
                next: 0,
            }),
            ValueBody::Table(table) => visitor.visit_map(TableAccess {
                all: self,
                table: table.iter(),
                now: None,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_struct<V: Visitor<'de>>(
        mut self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LocatedDeError> {
        self.open |= name == ANSWER;
        let table = self.table(fields, &visitor)?;
        let read = visitor.visit_seq(StructAccess {
            all: self,
            table,
            keys: fields.iter(),
        });
        read.map_err(|failure| failure.missing(fields))
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::Text(text) => visitor.visit_enum(StrDeserializer::new(text)),
            _ => Err(self.node.mismatch(&one_of(variants).as_str())),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, LocatedDeError> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match self.node.body {
            ValueBody::Bool(value) => visitor.visit_bool(value),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match self.node.body {
            ValueBody::Whole(value) => visitor.visit_i64(value),
            ValueBody::Number(value) => visitor.visit_f64(value),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_u32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match self.node.body {
            ValueBody::Whole(value) => visitor.visit_i64(value),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::Text(text) => visitor.visit_borrowed_str(text),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        self.deserialize_str(visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::List(list) => visitor.visit_seq(ListAccess {
                all: self,
                list: list.iter(),
                next: 0,
            }),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, LocatedDeError> {
        match &self.node.body {
            ValueBody::Table(table) => visitor.visit_map(TableAccess {
                all: self,
                table: table.iter(),
                now: None,
            }),
            _ => Err(self.node.mismatch(&visitor)),
        }
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(
        self,
        visitor: V,
    ) -> Result<V::Value, LocatedDeError> {
        visitor.visit_unit()
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i64 i128 u8 u16 u64 u128 f32 char bytes byte_buf unit unit_struct tuple tuple_struct identifier
    }
}
