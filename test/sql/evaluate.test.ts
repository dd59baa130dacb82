import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { JsonValue } from '../../src/model/values/json.ts';
import { isSqlError } from '../../src/sql/problem.ts';
import type { SqlProblem } from '../../src/sql/problem.ts';
import type { Message } from '../../src/sql/message.ts';
import { parseStatement } from '../../src/sql/parse.ts';
import { run } from '../../src/sql/run.ts';
import { shapeOf, analyse } from '../../src/sql/analyse.ts';
import { fillTemplate, parseTemplate } from '../../src/sql/template.ts';
import { expressions, print } from './expressions.ts';

const message = (payload: JsonValue, more: Partial<Message> = {}): Message => ({
  payload,
  topic: 'things/myThings/thingOne',
  account: '123456789012',
  now: 1_481_825_251_155,
  version: '2016-03-23',
  uuid: () => '123a4567-b89c-42d3-a456-789012345000',
  random: () => 0.5,
  ...more,
});

const statement = (sql: string) => {
  const { tree, problem } = parseStatement(sql);
  if (problem !== undefined) throw new Error(`${sql}: ${problem.message}`);
  return tree;
};
const result = (sql: string, payload: JsonValue = {}, more: Partial<Message> = {}) =>
  run(statement(sql), message(payload, more)).result;

/** Why a statement is refused when it is run. */
const refusal = (sql: string, payload: JsonValue = {}, more: Partial<Message> = {}): SqlProblem => {
  try {
    const { result: given } = run(statement(sql), message(payload, more));
    throw new Error(`expected a refusal, got ${JSON.stringify(given)}`);
  } catch (caught) {
    if (!isSqlError(caught)) throw caught;
    return caught.problem;
  }
};

const red = { color: 'red', temperature: 50 };
const senml = {
  e: [
    { n: 'temperature', u: 'Cel', t: 1234, v: 22.5 },
    { n: 'light', u: 'lm', t: 1235, v: 135 },
    { n: 'acidity', u: 'pH', t: 1235, v: 7 },
  ],
};
const nested = {
  data1: 'example',
  data2: {
    a: 'first attribute',
    b: 'second attribute',
    c: [
      { x: { someInt: 5, someString: 'hello' }, y: true },
      { x: { someInt: 10, someString: 'world' }, y: false },
    ],
  },
};
const values = { attributes: { data1: 1, data2: 2 }, values: [{ a: 3 }, { b: 4 }, { c: 5 }] };

describe("a statement of AWS's documentation gives what it says", () => {
  test.each<{ page: string; sql: string; payload: JsonValue; expected: unknown }>([
    { page: 'iot-sql-select', sql: "SELECT * FROM 'a/b'", payload: red, expected: red },
    { page: 'iot-sql-select', sql: "SELECT color FROM 'a/b'", payload: red, expected: { color: 'red' } },
    { page: 'iot-sql-select', sql: "SELECT color AS my_color FROM 'a/b'", payload: red, expected: { my_color: 'red' } },
    {
      page: 'iot-sql-select',
      sql: "SELECT color as my_color, temperature as fahrenheit FROM 'a/b'",
      payload: red,
      expected: { my_color: 'red', fahrenheit: 50 },
    },
    { page: 'iot-sql-select', sql: "SELECT *, 15 as speed FROM 'a/b'", payload: red, expected: { ...red, speed: 15 } },
    { page: 'iot-sql-select', sql: "SELECT VALUE color FROM 'a/b'", payload: red, expected: 'red' },
    {
      page: 'iot-sql-select',
      sql: "SELECT color.red as red_value FROM 'a/b'",
      payload: { color: { red: 255, green: 0, blue: 0 }, temperature: 50 },
      expected: { red_value: 255 },
    },
    {
      page: 'iot-sql-select',
      sql: "SELECT (temperature - 32) * 5 / 9 AS celsius, upper(color) as my_color FROM 'a/b'",
      payload: red,
      expected: { celsius: 10, my_color: 'RED' },
    },
    {
      page: 'iot-sql-literals',
      sql: "SELECT {'latitude': get(lat_long, 0),'longitude':get(lat_long, 1)} as lat_long FROM 'a/b'",
      payload: { lat_long: [47.606, -122.332] },
      expected: { lat_long: { latitude: 47.606, longitude: -122.332 } },
    },
    {
      page: 'iot-sql-literals',
      sql: "SELECT [lat,long] as lat_long FROM 'a/b'",
      payload: { lat: 47.606, long: -122.332 },
      expected: { lat_long: [47.606, -122.332] },
    },
    {
      page: 'iot-sql-case',
      sql: "SELECT CASE color WHEN 'green' THEN 'go' WHEN 'yellow' THEN 'caution' WHEN 'red' THEN 'stop' ELSE 'you are not at a stop light' END as instructions FROM 'topic/subtopic'",
      payload: { color: 'yellow' },
      expected: { instructions: 'caution' },
    },
    {
      page: 'iot-sql-nested-queries',
      sql: "SELECT (SELECT VALUE n FROM e) as sensors FROM 'my/topic'",
      payload: senml,
      expected: { sensors: ['temperature', 'light', 'acidity'] },
    },
    {
      page: 'iot-sql-nested-queries',
      sql: "SELECT (SELECT v FROM e WHERE n = 'temperature') as temperature FROM 'my/topic'",
      payload: senml,
      expected: { temperature: [{ v: 22.5 }] },
    },
    {
      page: 'iot-sql-nested-queries',
      sql: "SELECT get((SELECT v FROM e WHERE n = 'temperature'), 0).v as temperature FROM 'topic'",
      payload: senml,
      expected: { temperature: 22.5 },
    },
    {
      page: 'iot-rule-sql-version',
      sql: "SELECT VALUE arr FROM 'topic'",
      payload: { a: { b: 'c' }, arr: [1, 2, 3, 4] },
      expected: [1, 2, 3, 4],
    },
    {
      page: 'iot-sql-functions#iot-func-transform',
      sql: `select value transform("enrichArray", attributes, values) from 'A/B'`,
      payload: values,
      expected: [
        { a: 3, data1: 1, data2: 2 },
        { b: 4, data1: 1, data2: 2 },
        { c: 5, data1: 1, data2: 2 },
      ],
    },
    {
      page: 'iot-sql-functions#iot-func-transform',
      sql: `select value transform("enrichArray", {"key": attributes.data1}, values) from 'A/B'`,
      payload: values,
      expected: [
        { a: 3, key: 1 },
        { b: 4, key: 1 },
        { c: 5, key: 1 },
      ],
    },
    {
      page: 'iot-sql-functions#iot-func-transform',
      sql: "select value transform('enrichArray', (select a, b from data2), (select value c from data2)) from 'A/B'",
      payload: nested,
      expected: nested.data2.c.map((item) => ({ ...item, a: 'first attribute', b: 'second attribute' })),
    },
    {
      page: 'iot-sql-set',
      sql: "SET @data = device1.deviceData.sensors SELECT @data.temp_fahrenheit AS temp_fahrenheit, @data.humidity as humidity, device1.deviceId as deviceId FROM 'device/data'",
      payload: { device1: { deviceId: 'weather', deviceData: { sensors: { temp_fahrenheit: 75, humidity: 60 } } } },
      expected: { temp_fahrenheit: 75, humidity: 60, deviceId: 'weather' },
    },
    {
      page: 'iot-sql-json',
      sql: `SELECT * from 'iot/rules' WHERE get(get(get(mydata,"item2"),"0"),"my-key") = "myValue"`,
      payload: { mydata: { item2: { '0': { 'my-key': 'myValue' } } } },
      expected: { mydata: { item2: { '0': { 'my-key': 'myValue' } } } },
    },
    {
      page: 'iot-sql-set',
      sql: 'SET @fahrenheit = temperature, @celsius = (@fahrenheit - 32) * 5 / 9 SELECT @celsius AS celsius',
      payload: red,
      expected: { celsius: 10 },
    },
    { page: 'iot-sql-data-types', sql: "SELECT NULL AS n FROM 'topic/subtopic'", payload: {}, expected: { n: null } },
    { page: 'iot-sql-data-types', sql: 'SELECT foo, bar', payload: { foo: null }, expected: { foo: null } },
  ])('$sql ($page)', ({ sql, payload, expected }) => expect(result(sql, payload)).toEqual(expected));
});

describe("a function of AWS's documentation gives what it says", () => {
  test.each<{ call: string; gives: unknown }>([
    { call: 'abs(-5)', gives: 5 },
    { call: 'abs("-5.123")', gives: 5.123 },
    { call: 'accountid()', gives: '123456789012' },
    { call: 'acos(0)', gives: 1.570_796_326_794_896_6 },
    { call: 'asin(0)', gives: 0 },
    { call: 'atan2(1, 0)', gives: 1.570_796_326_794_896_6 },
    { call: 'bitand(13, 5)', gives: 5 },
    { call: 'bitor(8, 5)', gives: 13 },
    { call: 'bitxor(13, 5)', gives: 8 },
    { call: 'cast(true as Int)', gives: 1 },
    { call: 'ceil(1.2)', gives: 2 },
    { call: 'ceil(-1.2)', gives: -1 },
    { call: 'chr(65)', gives: 'A' },
    { call: 'chr(49)', gives: '1' },
    { call: 'concat()', gives: undefined },
    { call: 'concat([1, 2, 3], 4)', gives: [1, 2, 3, 4] },
    { call: 'concat([1, 2, 3], "hello")', gives: [1, 2, 3, 'hello'] },
    { call: 'concat("con", "cat")', gives: 'concat' },
    { call: 'concat(1, "hello")', gives: '1hello' },
    { call: 'concat("he","is","man")', gives: 'heisman' },
    { call: 'concat([1, 2, 3], "hello", [4, 5, 6])', gives: [1, 2, 3, 'hello', 4, 5, 6] },
    { call: 'cos(0)', gives: 1 },
    { call: 'cosh(2.3)', gives: expect.closeTo(5.037_220_649_268_761, 12) },
    { call: 'endswith("cat","at")', gives: true },
    { call: 'exp(1)', gives: Math.E },
    { call: 'floor(1.2)', gives: 1 },
    { call: 'floor(-1.2)', gives: -2 },
    { call: 'get(["a", "b", "c"], 1)', gives: 'b' },
    { call: 'get({"a":"b"}, "a")', gives: 'b' },
    { call: 'indexof("abcd", "bc")', gives: 1 },
    { call: 'isNull(5)', gives: false },
    { call: 'isNull(Null)', gives: true },
    { call: 'isUndefined(5)', gives: false },
    { call: 'isUndefined(floor([1,2,3]))', gives: true },
    { call: 'length("hi")', gives: 2 },
    { call: 'length(false)', gives: 5 },
    { call: 'ln(exp(1))', gives: 1 },
    { call: 'log(100)', gives: 2 },
    { call: 'lower("HELLO")', gives: 'hello' },
    { call: 'lower(["HELLO"])', gives: '["hello"]' },
    { call: 'lpad("hello", 2)', gives: '  hello' },
    { call: 'lpad(1, 3)', gives: '   1' },
    { call: 'Ltrim(" h i ")', gives: 'h i ' },
    { call: 'mod(8, 3)', gives: 2 },
    { call: 'Nanvl(8, 3)', gives: 8 },
    { call: 'newuuid()', gives: '123a4567-b89c-42d3-a456-789012345000' },
    { call: 'numbytes("hi")', gives: 2 },
    { call: 'numbytes("€")', gives: 3 },
    { call: 'power(2, 5)', gives: 32 },
    { call: 'rand()', gives: 0.5 },
    { call: 'remainder(8, 3)', gives: 2 },
    { call: 'replace("abcd", "bc", "x")', gives: 'axd' },
    { call: 'replace("abcdabcd", "b", "x")', gives: 'axcdaxcd' },
    { call: 'rpad("hello", 2)', gives: 'hello  ' },
    { call: 'rpad(1, 3)', gives: '1   ' },
    { call: 'Round(1.2)', gives: 1 },
    { call: 'Round(1.5)', gives: 2 },
    { call: 'Round(1.7)', gives: 2 },
    { call: 'Round(-1.1)', gives: -1 },
    { call: 'Round(-1.5)', gives: -2 },
    { call: 'rtrim(" h i ")', gives: ' h i' },
    { call: 'sign(-7)', gives: -1 },
    { call: 'sign(0)', gives: 0 },
    { call: 'sign(13)', gives: 1 },
    { call: 'sin(0)', gives: 0 },
    { call: 'sinh(2.3)', gives: expect.closeTo(4.936_961_805_545_957, 12) },
    { call: 'substring("012345", 0)', gives: '012345' },
    { call: 'substring("012345", 2)', gives: '2345' },
    { call: 'substring("012345", 2.745)', gives: '2345' },
    { call: 'substring(123, 2)', gives: '3' },
    { call: 'substring("012345", -1)', gives: '012345' },
    { call: 'substring(true, 1.2)', gives: 'rue' },
    { call: 'substring(false, -2.411E247)', gives: 'false' },
    { call: 'substring("012345", 1, 3)', gives: '12' },
    { call: 'substring("012345", -50, 50)', gives: '012345' },
    { call: 'substring("012345", 3, 1)', gives: '' },
    { call: 'sql_version()', gives: '2016-03-23' },
    { call: 'sqrt(9)', gives: 3 },
    { call: 'startswith("ranger","ran")', gives: true },
    { call: 'tan(3)', gives: expect.closeTo(-0.142_546_543_074_277_8, 12) },
    { call: 'tanh(2.3)', gives: expect.closeTo(0.980_096_396_266_191_4, 12) },
    { call: 'timestamp()', gives: 1_481_825_251_155 },
    { call: 'topic()', gives: 'things/myThings/thingOne' },
    { call: 'topic(1)', gives: 'things' },
    { call: 'Trim(" hi ")', gives: 'hi' },
    { call: 'trunc(2.3, 0)', gives: 2 },
    { call: 'trunc(2.3123, 2)', gives: 2.31 },
    { call: 'trunc(2.888, 2)', gives: 2.88 },
    { call: 'trunc(2.00, 5)', gives: 2 },
    { call: 'upper("hello")', gives: 'HELLO' },
    { call: 'upper(["hello"])', gives: '["HELLO"]' },
  ])('$call = $gives', ({ call, gives }) => expect(result(`SELECT VALUE ${call}`)).toEqual(gives));
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-functions.html */
describe("a function follows AWS's table", () => {
  test.each<{ call: string; gives: unknown; reason: string }>([
    { call: 'abs(1, 2)', gives: undefined, reason: 'the wrong number of inputs gives Undefined' },
    { call: 'isUndefined(acos(2))', gives: true, reason: 'an imaginary result is Undefined' },
    { call: 'bitand(7.9, "6.9")', gives: 6, reason: 'what is no Int is rounded down' },
    { call: 'cast(1.7 as Int)', gives: 1, reason: 'a Decimal is rounded down' },
    { call: 'cast(-1.2 as Integer)', gives: -2, reason: 'a Decimal is rounded down' },
    { call: 'cast("1.7" as Int)', gives: 1, reason: 'a text is converted and rounded down' },
    { call: 'cast(false as Decimal)', gives: 0, reason: 'a Boolean may be cast to a number' },
    { call: 'cast(-0.5 as Boolean)', gives: true, reason: 'what is not 0 is true' },
    { call: 'cast(0 as Bool)', gives: false, reason: '0 is false' },
    { call: 'cast("FALSE" as Bool)', gives: false, reason: 'texts are converted in any case' },
    { call: 'cast("no" as Bool)', gives: undefined, reason: 'other texts are no Booleans' },
    { call: 'cast([1, "a"] as String)', gives: '[1,"a"]', reason: 'a list is written as JSON' },
    { call: 'cast(NULL as String)', gives: undefined, reason: 'Null has no text' },
    { call: 'chr(65.9)', gives: 'A', reason: 'a Decimal is rounded down' },
    { call: 'chr(200)', gives: undefined, reason: 'it is no ASCII' },
    { call: 'get(["a", "b", "c"], "1.7")', gives: 'b', reason: 'the digits of a text are truncated' },
    { call: 'get(["a", "b", "c"], 1.7)', gives: 'c', reason: 'a Decimal is rounded to the nearest Int' },
    { call: 'get(["a"], 1)', gives: undefined, reason: 'the list is shorter' },
    { call: 'isNull(nothing)', gives: false, reason: 'Undefined is not Null' },
    { call: 'isUndefined(NULL)', gives: false, reason: 'Null is not Undefined' },
    { call: 'length(lpad("a", 2000))', gives: 1001, reason: 'a pad has 1000 spaces at most' },
    { call: 'rpad("a", -1)', gives: 'a', reason: 'a pad has no spaces at least' },
    { call: 'nanvl(nothing, 3)', gives: 3, reason: 'Undefined gives way' },
    { call: 'nanvl(NULL, 3)', gives: 3, reason: 'Null gives way' },
    { call: 'nanvl("x", 3)', gives: 'x', reason: 'other values stay' },
    { call: 'startswith("nullable", NULL)', gives: undefined, reason: 'Null has no text' },
    { call: 'topic(3)', gives: 'thingOne', reason: 'levels count from 1' },
    { call: 'transform("other", {"a": 1}, [{"b": 2}])', gives: undefined, reason: 'there is one mode' },
    { call: 'trunc(12.34, -1)', gives: 12, reason: 'places below 0 are 0' },
  ])('$call is $gives: $reason', ({ call, gives }) => expect(result(`SELECT VALUE ${call}`)).toEqual(gives));
});

describe("an operator follows AWS's table", () => {
  test.each<{ expression: string; gives: unknown; reason: string }>([
    { expression: 'true AND "FALSE"', gives: false, reason: 'texts are converted in any case' },
    { expression: 'true AND 1', gives: undefined, reason: 'a number is no Boolean' },
    { expression: 'nothing OR true', gives: undefined, reason: 'Undefined is no Boolean' },
    { expression: 'NOT "true"', gives: false, reason: 'texts are converted' },
    { expression: 'NOT 0', gives: undefined, reason: 'a number is no Boolean' },
    { expression: '"10" > 9', gives: true, reason: 'texts are converted to numbers' },
    { expression: '"ten" > 9', gives: undefined, reason: 'not every text is a number' },
    { expression: '"9" < 10', gives: true, reason: 'texts are converted to numbers' },
    { expression: '"" < 1', gives: undefined, reason: 'an empty text is no number' },
    { expression: '"5E-1" * 2', gives: 1, reason: 'texts in scientific notation are numbers' },
    { expression: 'nothing <> 1', gives: undefined, reason: 'Undefined differs from nothing' },
    { expression: 'NULL < 1', gives: undefined, reason: 'Null is no number' },
    { expression: '"1" = 1', gives: false, reason: 'types that differ are not equal' },
    { expression: '"1" <> 1', gives: true, reason: 'types that differ are unequal' },
    { expression: '[1, 2] = [2, 1]', gives: false, reason: 'the order of a list counts' },
    { expression: "{'a': 1, 'b': 2} = {'b': 2, 'a': 1}", gives: true, reason: 'the order of members does not' },
    { expression: 'NULL <> NULL', gives: false, reason: 'Null equals Null' },
    { expression: 'nothing = nothing', gives: undefined, reason: 'Undefined equals nothing' },
    { expression: '2 IN [1, 2]', gives: true, reason: 'it is in the list' },
    { expression: '"2" IN [1, 2]', gives: false, reason: 'types differ' },
    { expression: '1 + "a"', gives: '1a', reason: 'one text makes a text' },
    { expression: '[1] + "a"', gives: '[1]a', reason: 'lists have a text' },
    { expression: '1 + true', gives: undefined, reason: 'a Boolean is no number' },
    { expression: '"7" - 2', gives: 5, reason: 'texts are converted to numbers' },
    { expression: '5 < 5', gives: false, reason: 'nothing is less than itself' },
    { expression: '5 <= 5', gives: true, reason: 'but it is at most itself' },
    { expression: '5 > 5', gives: false, reason: 'nor greater' },
    { expression: '5 >= 5', gives: true, reason: 'but at least itself' },
    { expression: '4 <= 5', gives: true, reason: 'less is at most' },
    { expression: '6 >= 5', gives: true, reason: 'greater is at least' },
    { expression: '7 % 4 * 2 + 1', gives: 7, reason: 'operators bind as usual' },
    { expression: '9 / 3', gives: 3, reason: 'it divides without a remainder' },
    { expression: '7.5 / 2.5', gives: 3, reason: 'decimals' },
    { expression: 'EXISTS (SELECT * FROM e WHERE v > 100)', gives: true, reason: 'one element passes' },
    { expression: 'EXISTS (SELECT * FROM e WHERE v > 1000)', gives: false, reason: 'none passes' },
    { expression: 'CASE nothing WHEN 1 THEN 2 ELSE 3 END', gives: undefined, reason: 'Undefined matches nothing' },
    { expression: "CASE 5 WHEN 1 THEN 'a' END", gives: undefined, reason: 'there is no ELSE' },
    { expression: "CASE 5 WHEN 5 THEN 'a' WHEN 5 THEN 'b' END", gives: 'a', reason: 'the first match counts' },
  ])('$expression is $gives: $reason', ({ expression, gives }) =>
    expect(result(`SELECT VALUE ${expression}`, senml)).toEqual(gives),
  );
});

/** https://docs.aws.amazon.com/iot/latest/developerguide/iot-sql-where.html */
describe('WHERE', () => {
  const isWanted = (sql: string): boolean => run(statement(sql), message(red)).isWanted;
  test.each([
    { where: "color = 'red'", is: true, reason: 'it is true' },
    { where: "color = 'blue'", is: false, reason: 'it is false' },
    { where: 'size > 3', is: false, reason: 'Undefined is not true' },
    { where: '@hot AND temperature < 60', is: true, reason: 'it may use variables' },
  ])('$where: $is, because $reason', ({ where, is }) => {
    expect(isWanted(`SET @hot = temperature > 40 SELECT * WHERE ${where}`)).toBe(is);
  });
});

describe('what AWS does not document is refused, with its place', () => {
  test.each([
    { sql: 'SELECT VALUE 215 / 9', at: 17, says: 'contradicts itself about 215 / 9' },
    { sql: 'SELECT VALUE 1 % 0', at: 15, says: 'division by zero' },
    { sql: 'SELECT VALUE get("abc", 1)', at: 13, says: 'contradicts itself about get() of a text' },
    { sql: 'SELECT VALUE concat(1)', at: 13, says: 'contradicts itself about concat()' },
    { sql: 'SELECT VALUE indexof("a", "b")', at: 13, says: 'indexof()' },
    { sql: 'SELECT a.b', at: 7, says: 'write AS' },
    { sql: 'SELECT a AS b.c', at: 7, says: 'without dots' },
    { sql: "SELECT VALUE 'it''s'", at: 13, says: 'quotes' },
    { sql: 'SELECT VALUE 1 == 1', at: 15, says: 'write =' },
    { sql: 'SELECT VALUE CASE WHEN true THEN 1 END', at: 13, says: 'CASE' },
    { sql: "SELECT * WHERE 'yes'", at: 15, says: 'WHERE' },
    { sql: 'SELECT VALUE (SELECT VALUE version FROM metrics)', at: 27, says: 'sees version' },
    { sql: 'SELECT VALUE (SELECT VALUE missing FROM metrics)', at: 14, says: 'Undefined' },
  ])('$sql', ({ sql, at, says }) => {
    const problem = refusal(sql, { version: '1.0', metrics: [{ name: 'a' }] });
    expect(problem).toMatchObject({ kind: 'undocumented', at });
    expect(problem.message).toContain(says);
  });

  test.each([
    { sql: "SELECT VALUE regexp_matches('a', 'b')", says: 'regular expressions of Java' },
    { sql: "SELECT VALUE get_thing_shadow('t', 'arn')", says: 'asks another service' },
    { sql: 'SELECT VALUE clientid()', says: 'MQTT client' },
    { sql: 'SELECT VALUE constructor()', says: 'no function constructor()' },
    { sql: 'SELECT VALUE exp(1000)', says: 'beyond what a double holds' },
  ])('$sql is not evaluated here', ({ sql, says }) => {
    expect(refusal(sql)).toMatchObject({ kind: 'unsupported', at: 13, message: expect.stringContaining(says) });
  });

  test('a product beyond a double is not evaluated here', () => {
    expect(refusal('SELECT VALUE 1e308 * 10')).toMatchObject({ kind: 'unsupported', at: 19 });
  });

  test('a list at the top needs the newer version', () => {
    expect(refusal('SELECT VALUE metrics', { metrics: [] }, { version: '2015-10-08' }).message).toContain('2016-03-23');
  });

  test('the survey finds what no message can change before any comes', () => {
    const { query, variables } = statement("SELECT md5(a) AS m, [length(b)] AS l FROM 'a' WHERE nosuch(c)");
    const found = analyse({ query, variables }, '2015-10-08').map(({ kind, at }) => [kind, at]);
    expect(found).toEqual([
      ['unsupported', 7],
      ['syntax', 20],
      ['syntax', 21],
      ['undocumented', 52],
    ]);
    expect(analyse(statement('SELECT VALUE metrics'), '2016-03-23')).toEqual([]);
  });

  /** https://docs.aws.amazon.com/iot/latest/developerguide/iot-rule-sql-version.html */
  test.each(['cast(a as Decimal)', 'cast(a as BOOL)', 'isUndefined(a)', '(SELECT * FROM a)', '[a]', "{'b': a}"])(
    '%s needs the newer version',
    (expression) => {
      const tree = statement(`SELECT ${expression} AS b`);
      expect(analyse(tree, '2015-10-08')).toEqual([expect.objectContaining({ kind: 'syntax', at: 7 })]);
      expect(analyse(tree, '2016-03-23')).toEqual([]);
    },
  );
});

test.each([
  { sql: 'SELECT VALUE metrics', shape: 'unknown' },
  { sql: 'SELECT *', shape: 'unknown' },
  { sql: 'SELECT metrics', shape: 'object' },
  { sql: 'SELECT *, 1 AS one', shape: 'object' },
  { sql: 'SELECT VALUE [a, b]', shape: 'list' },
  { sql: "SELECT VALUE transform('enrichArray', a, b)", shape: 'list' },
])('$sql gives: $shape', ({ sql, shape }) => expect(shapeOf(statement(sql))).toBe(shape));

describe('a substitution template', () => {
  const fill = (text: string, more: Partial<Message> = {}): string => {
    const read = parseTemplate(text);
    if ('problem' in read) throw new Error(read.problem.message);
    return fillTemplate(read.template, message({ device: 'd 1', n: 5 }, more), {});
  };

  test('takes the message, not the result', () => {
    expect(fill('errors/${topic()}/${device}/${n + 1}/${newuuid()}.json')).toBe(
      'errors/things/myThings/thingOne/d 1/6/123a4567-b89c-42d3-a456-789012345000.json',
    );
    expect(fill('plain $ {text}')).toBe('plain $ {text}');
  });

  test('holds a problem with its place', () => {
    expect(parseTemplate('errors/${topic(}')).toMatchObject({ problem: { at: 15 } });
  });

  test('without a value is refused', () => {
    expect(() => fill('a/${nothing}')).toThrow('without a value');
  });
});

test('whatever an expression is, it gives a JSON value, or Undefined, or is refused with a place in its text', () => {
  const payload = { a: [1, { value: 'x' }], metrics: [{ name: 'm', value: { count: 3 } }], value: '7', b_2: null };
  fc.assert(
    fc.property(expressions, (tree) => {
      const sql = `SELECT VALUE ${print(tree)}`;
      try {
        const given = result(sql, payload);
        const text = JSON.stringify(given) as string | undefined;
        if (given !== undefined) expect(JSON.stringify(JSON.parse(text ?? ''))).toBe(text);
      } catch (caught) {
        if (!isSqlError(caught)) throw caught;
        expect(caught.problem.at).toBeLessThan(sql.length);
      }
    }),
    { numRuns: 500 },
  );
});
