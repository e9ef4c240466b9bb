//! Answers as JSON text: byte for byte what serde_json writes, in far less code.
//!
//! The serializer of serde_json is compiled into every type again, together with its ways to fail. What is made again here only calls
//! functions that all types share, and texts and numbers are left to serde_json.

use serde::ser::{
    Error, Serialize, SerializeMap, SerializeSeq, SerializeStruct, SerializeStructVariant,
    SerializeTuple, SerializeTupleStruct, SerializeTupleVariant, Serializer,
};
use std::fmt::{self, Display};

/// A value as JSON text on one line.
pub(super) fn write<T: Serialize + ?Sized>(value: &T) -> Result<String, Unwritable> {
    let mut writer = Writer { out: Vec::new() };
    value.serialize(&mut writer)?;
    String::from_utf8(writer.out).map_err(|_| Unwritable)
}

/// A value refused to be written; none of the answers does.
#[derive(Debug)]
pub(super) struct Unwritable;

impl Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the value cannot be written as JSON")
    }
}

impl std::error::Error for Unwritable {}

impl Error for Unwritable {
    fn custom<T: Display>(_: T) -> Unwritable {
        Unwritable
    }
}

type WriteResult = Result<(), Unwritable>;

/// What was written so far.
struct Writer {
    out: Vec<u8>,
}

impl Writer {
    fn push(&mut self, text: &str) {
        self.out.extend_from_slice(text.as_bytes());
    }

    /// A text or number, as serde_json writes it.
    fn plain<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
        serde_json::to_writer(&mut self.out, value).map_err(|_| Unwritable)
    }

    fn text(&mut self, text: &str) -> WriteResult {
        self.plain(text)
    }

    /// Begins a list or table.
    fn open(&mut self, start: &str, end: &'static str) -> ItemWriter<'_> {
        self.push(start);
        ItemWriter {
            writer: self,
            first: true,
            end,
        }
    }

    /// Begins the table that names a variant, and what it holds.
    fn variant(
        &mut self,
        variant: &str,
        start: &str,
        end: &'static str,
    ) -> Result<ItemWriter<'_>, Unwritable> {
        self.push("{");
        self.text(variant)?;
        self.push(":");
        Ok(self.open(start, end))
    }
}

/// The items of a list or table that is being written.
struct ItemWriter<'w> {
    writer: &'w mut Writer,
    /// Whether the next is the first.
    first: bool,
    /// What stands after the last.
    end: &'static str,
}

impl ItemWriter<'_> {
    fn next(&mut self) -> &mut Writer {
        if !self.first {
            self.writer.push(",");
        }
        self.first = false;
        self.writer
    }

    fn key(&mut self, key: &str) -> Result<&mut Writer, Unwritable> {
        self.next().text(key)?;
        self.writer.push(":");
        Ok(self.writer)
    }

    /// Puts a key that was written from `start` on in quotes, as numbers need it.
    fn quote(&mut self, start: usize) {
        if self.writer.out.get(start) != Some(&b'"') {
            self.writer.out.insert(start, b'"');
            self.writer.push("\"");
        }
    }

    fn close(self) -> WriteResult {
        self.writer.push(self.end);
        Ok(())
    }
}

impl<'w> Serializer for &'w mut Writer {
    type Ok = ();
    type Error = Unwritable;
    type SerializeSeq = ItemWriter<'w>;
    type SerializeTuple = ItemWriter<'w>;
    type SerializeTupleStruct = ItemWriter<'w>;
    type SerializeTupleVariant = ItemWriter<'w>;
    type SerializeMap = ItemWriter<'w>;
    type SerializeStruct = ItemWriter<'w>;
    type SerializeStructVariant = ItemWriter<'w>;

    fn serialize_bool(self, value: bool) -> WriteResult {
        self.push(if value { "true" } else { "false" });
        Ok(())
    }

    fn serialize_i8(self, value: i8) -> WriteResult {
        self.serialize_i64(value.into())
    }

    fn serialize_i16(self, value: i16) -> WriteResult {
        self.serialize_i64(value.into())
    }

    fn serialize_i32(self, value: i32) -> WriteResult {
        self.serialize_i64(value.into())
    }

    fn serialize_i64(self, value: i64) -> WriteResult {
        self.plain(&value)
    }

    fn serialize_u8(self, value: u8) -> WriteResult {
        self.serialize_u64(value.into())
    }

    fn serialize_u16(self, value: u16) -> WriteResult {
        self.serialize_u64(value.into())
    }

    fn serialize_u32(self, value: u32) -> WriteResult {
        self.serialize_u64(value.into())
    }

    fn serialize_u64(self, value: u64) -> WriteResult {
        self.plain(&value)
    }

    fn serialize_f32(self, value: f32) -> WriteResult {
        self.plain(&value)
    }

    fn serialize_f64(self, value: f64) -> WriteResult {
        self.plain(&value)
    }

    fn serialize_char(self, value: char) -> WriteResult {
        self.text(value.encode_utf8(&mut [0; 4]))
    }

    fn serialize_str(self, value: &str) -> WriteResult {
        self.text(value)
    }

    fn serialize_bytes(self, value: &[u8]) -> WriteResult {
        self.collect_seq(value)
    }

    fn serialize_none(self) -> WriteResult {
        self.serialize_unit()
    }

    fn serialize_some<T: Serialize + ?Sized>(self, value: &T) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_unit(self) -> WriteResult {
        self.push("null");
        Ok(())
    }

    fn serialize_unit_struct(self, _: &'static str) -> WriteResult {
        self.serialize_unit()
    }

    fn serialize_unit_variant(self, _: &'static str, _: u32, variant: &'static str) -> WriteResult {
        self.text(variant)
    }

    fn serialize_newtype_struct<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        value: &T,
    ) -> WriteResult {
        value.serialize(self)
    }

    fn serialize_newtype_variant<T: Serialize + ?Sized>(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        value: &T,
    ) -> WriteResult {
        let items = self.variant(variant, "", "}")?;
        value.serialize(&mut *items.writer)?;
        items.close()
    }

    fn serialize_seq(self, _: Option<usize>) -> Result<ItemWriter<'w>, Unwritable> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple(self, _: usize) -> Result<ItemWriter<'w>, Unwritable> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_struct(
        self,
        _: &'static str,
        _: usize,
    ) -> Result<ItemWriter<'w>, Unwritable> {
        Ok(self.open("[", "]"))
    }

    fn serialize_tuple_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ItemWriter<'w>, Unwritable> {
        self.variant(variant, "[", "]}")
    }

    fn serialize_map(self, _: Option<usize>) -> Result<ItemWriter<'w>, Unwritable> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct(self, _: &'static str, _: usize) -> Result<ItemWriter<'w>, Unwritable> {
        Ok(self.open("{", "}"))
    }

    fn serialize_struct_variant(
        self,
        _: &'static str,
        _: u32,
        variant: &'static str,
        _: usize,
    ) -> Result<ItemWriter<'w>, Unwritable> {
        self.variant(variant, "{", "}}")
    }
}

/// ItemWriter without keys.
macro_rules! list {
    ($($kind:ident $item:ident),+) => {$(
        impl $kind for ItemWriter<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn $item<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
                value.serialize(self.next())
            }

            fn end(self) -> WriteResult {
                self.close()
            }
        }
    )+};
}

/// ItemWriter with keys that are known.
macro_rules! table {
    ($($kind:ident),+) => {$(
        impl $kind for ItemWriter<'_> {
            type Ok = ();
            type Error = Unwritable;

            fn serialize_field<T: Serialize + ?Sized>(&mut self, key: &'static str, value: &T) -> WriteResult {
                value.serialize(self.key(key)?)
            }

            fn end(self) -> WriteResult {
                self.close()
            }
        }
    )+};
}

list!(
    SerializeSeq serialize_element,
    SerializeTuple serialize_element,
    SerializeTupleStruct serialize_field,
    SerializeTupleVariant serialize_field
);
table!(SerializeStruct, SerializeStructVariant);

impl SerializeMap for ItemWriter<'_> {
    type Ok = ();
    type Error = Unwritable;

    fn serialize_key<T: Serialize + ?Sized>(&mut self, key: &T) -> WriteResult {
        let writer = self.next();
        let start = writer.out.len();
        key.serialize(writer)?;
        self.quote(start);
        Ok(())
    }

    fn serialize_value<T: Serialize + ?Sized>(&mut self, value: &T) -> WriteResult {
        self.writer.push(":");
        value.serialize(&mut *self.writer)
    }

    fn end(self) -> WriteResult {
        self.close()
    }
}

#[cfg(test)]
mod tests {
    use super::write;
    use proptest::prelude::*;
    use serde::Serialize;
    use serde_json::{Value, to_string};
    use std::collections::BTreeMap;

    /// A value of every form that serde knows.
    #[derive(Serialize)]
    struct Forms {
        bytes: (i8, u16, f32, char),
        keys: BTreeMap<i32, [Option<bool>; 2]>,
        words: BTreeMap<Form, ()>,
        forms: Vec<Form>,
        #[serde(skip_serializing_if = "Option::is_none")]
        left_out: Option<u8>,
        none: Empty,
        one: One,
        pair: Pair,
    }

    #[derive(Serialize)]
    struct Empty;

    #[derive(Serialize)]
    struct One(&'static str);

    #[derive(Serialize)]
    struct Pair(i64, u64);

    #[derive(Serialize, PartialEq, Eq, PartialOrd, Ord)]
    enum Form {
        Unit,
        One(u8),
        Pair(u8, String),
        Named { a: (), r#type: String },
    }

    #[test]
    fn every_form_is_written_as_by_serde_json() {
        let forms = Forms {
            bytes: (-1, 65_535, 0.1, '"'),
            keys: BTreeMap::from([(-3, [None, Some(true)]), (2, [Some(false), None])]),
            words: BTreeMap::from([(Form::Unit, ())]),
            forms: vec![
                Form::Unit,
                Form::One(1),
                Form::Pair(2, "\u{1}".into()),
                Form::Named {
                    a: (),
                    r#type: "é\\".into(),
                },
            ],
            left_out: None,
            none: Empty,
            one: One("one"),
            pair: Pair(i64::MIN, u64::MAX),
        };
        assert_eq!(write(&forms).unwrap(), to_string(&forms).unwrap());
        for number in [
            f64::NAN,
            f64::INFINITY,
            -0.0,
            1e300,
            5e-324,
            0.1,
            1e16,
            123_456_789.0,
        ] {
            assert_eq!(write(&number).unwrap(), to_string(&number).unwrap());
        }
    }

    fn value() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            any::<i64>().prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            any::<String>().prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|table| Value::Object(table.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn any_value_is_written_as_by_serde_json(value in value()) {
            prop_assert_eq!(write(&value).unwrap(), to_string(&value).unwrap());
        }
    }
}
