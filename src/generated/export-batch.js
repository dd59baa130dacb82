// Made by scripts/generate.ts from src/subscribe/export-batch-schema.ts. Never edited.
import { isEqual } from '../model/values/json.ts';
import { lengthOf } from '../model/values/text.ts';
function note(errors, instancePath, what) {
  const error = { instancePath, ...what };
  if (errors === null) return [error];
  errors.push(error);
  return errors;
}
function within(errors, validate, value, instancePath) {
  if (validate(value, { instancePath })) return errors;
  return errors === null ? validate.errors : errors.concat(validate.errors);
}
const tell = (keyword, params, union = '') => ({ keyword, params, union });
const count = (errors) => (errors === null ? 0 : errors.length);
const path0 = "/ports/";
const path1 = "/name";
const path2 = "/version";
const path3 = "/timestamp";
const told0 = tell("minLength",{limit: 1});
const told1 = tell("type",{type: "string"});
const told2 = tell("type",{type: "array"});
const told3 = tell("minProperties",{limit: 1});
const told4 = tell("type",{type: "number"});
const told5 = tell("type",{type: "integer"});
const told6 = tell("maximum",{comparison: "<=", limit: 65535});
const told7 = tell("minimum",{comparison: ">=", limit: 0});
const told8 = tell("type",{type: "object"});
const told9 = tell("required",{missingProperty: "name"});
const told10 = tell("required",{missingProperty: "operator"});
const told11 = tell("enum",{allowedValues: ["IN","NOT_IN"]});
const told12 = tell("required",{missingProperty: "thing"});
const told13 = tell("required",{missingProperty: "value"});
const told14 = tell("required",{missingProperty: "version"});
const told15 = tell("required",{missingProperty: "timestamp"});
const told16 = tell("required",{missingProperty: "metrics"});
const told17 = tell("pattern",{pattern: "^1(\\.[0-9]+)*$"});
"use strict";export const exportBatch = validate52;const func1 = lengthOf;const pattern3 = new RegExp("^1(\\.[0-9]+)*$", "u");function validate55(data, {instancePath=""}={}){let vErrors = null;if(typeof data === "string"){if(func1(data) < 1){vErrors = note(vErrors,instancePath,told0);}}else {vErrors = note(vErrors,instancePath,told1);}validate55.errors = vErrors;return vErrors === null;}function validate59(data, {instancePath=""}={}){let vErrors = null;if(Array.isArray(data)){const len0 = data.length;for(let i0=0; i0<len0; i0++){if(typeof data[i0] !== "string"){vErrors = note(vErrors,instancePath+"/" + i0,told1);}}}else {vErrors = note(vErrors,instancePath,told2);}validate59.errors = vErrors;return vErrors === null;}function validate58(data, {instancePath=""}={}){let vErrors = null;if(data && typeof data == "object" && !Array.isArray(data)){if(Object.keys(data).length < 1){vErrors = note(vErrors,instancePath,told3);}if(data.count !== undefined){let data0 = data.count;if(!((typeof data0 == "number") && (isFinite(data0)))){vErrors = note(vErrors,instancePath+"/count",told4);}}if(data.cidrs !== undefined){vErrors = within(vErrors,validate59,data.cidrs,instancePath+"/cidrs");}if(data.ports !== undefined){let data2 = data.ports;if(Array.isArray(data2)){const len0 = data2.length;for(let i0=0; i0<len0; i0++){let data3 = data2[i0];if(!(((typeof data3 == "number") && (!(data3 % 1) && !isNaN(data3))) && (isFinite(data3)))){vErrors = note(vErrors,instancePath+path0 + i0,told5);}if((typeof data3 == "number") && (isFinite(data3))){if(data3 > 65535 || isNaN(data3)){vErrors = note(vErrors,instancePath+path0 + i0,told6);}if(data3 < 0 || isNaN(data3)){vErrors = note(vErrors,instancePath+path0 + i0,told7);}}}}else {vErrors = note(vErrors,instancePath+"/ports",told2);}}if(data.number !== undefined){let data4 = data.number;if(!((typeof data4 == "number") && (isFinite(data4)))){vErrors = note(vErrors,instancePath+"/number",told4);}}if(data.numbers !== undefined){let data5 = data.numbers;if(Array.isArray(data5)){const len1 = data5.length;for(let i1=0; i1<len1; i1++){let data6 = data5[i1];if(!((typeof data6 == "number") && (isFinite(data6)))){vErrors = note(vErrors,instancePath+"/numbers/" + i1,told4);}}}else {vErrors = note(vErrors,instancePath+"/numbers",told2);}}if(data.strings !== undefined){vErrors = within(vErrors,validate59,data.strings,instancePath+"/strings");}}else {vErrors = note(vErrors,instancePath,told8);}validate58.errors = vErrors;return vErrors === null;}function validate63(data, {instancePath=""}={}){let vErrors = null;if(data && typeof data == "object" && !Array.isArray(data)){if(data.name === undefined){vErrors = note(vErrors,instancePath,told9);}if(data.operator === undefined){vErrors = note(vErrors,instancePath,told10);}if(data.name !== undefined){vErrors = within(vErrors,validate55,data.name,instancePath+path1);}if(data.operator !== undefined){let data1 = data.operator;if(!((data1 === "IN") || (data1 === "NOT_IN"))){vErrors = note(vErrors,instancePath+"/operator",told11);}}}else {vErrors = note(vErrors,instancePath,told8);}validate63.errors = vErrors;return vErrors === null;}function validate54(data, {instancePath=""}={}){let vErrors = null;if(data && typeof data == "object" && !Array.isArray(data)){if(data.name === undefined){vErrors = note(vErrors,instancePath,told9);}if(data.thing === undefined){vErrors = note(vErrors,instancePath,told12);}if(data.value === undefined){vErrors = note(vErrors,instancePath,told13);}if(data.version === undefined){vErrors = note(vErrors,instancePath,told14);}if(data.timestamp === undefined){vErrors = note(vErrors,instancePath,told15);}if(data.name !== undefined){vErrors = within(vErrors,validate55,data.name,instancePath+path1);}if(data.thing !== undefined){vErrors = within(vErrors,validate55,data.thing,instancePath+"/thing");}if(data.value !== undefined){vErrors = within(vErrors,validate58,data.value,instancePath+"/value");}if(data.version !== undefined){let data3 = data.version;if(!((typeof data3 == "number") && (isFinite(data3)))){vErrors = note(vErrors,instancePath+path2,told4);}}if(data.timestamp !== undefined){let data4 = data.timestamp;if((typeof data4 == "number") && (isFinite(data4))){if(data4 < 0 || isNaN(data4)){vErrors = note(vErrors,instancePath+path3,told7);}}else {vErrors = note(vErrors,instancePath+path3,told4);}}if(data.dimension !== undefined){vErrors = within(vErrors,validate63,data.dimension,instancePath+"/dimension");}}else {vErrors = note(vErrors,instancePath,told8);}validate54.errors = vErrors;return vErrors === null;}function validate52(data, {instancePath=""}={}){let vErrors = null;if(data && typeof data == "object" && !Array.isArray(data)){if(data.version === undefined){vErrors = note(vErrors,instancePath,told14);}if(data.metrics === undefined){vErrors = note(vErrors,instancePath,told16);}if(data.version !== undefined){let data0 = data.version;if(typeof data0 === "string"){if(func1(data0) < 1){vErrors = note(vErrors,instancePath+path2,told0);}if(!pattern3.test(data0)){vErrors = note(vErrors,instancePath+path2,told17);}}else {vErrors = note(vErrors,instancePath+path2,told1);}}if(data.metrics !== undefined){let data1 = data.metrics;if(Array.isArray(data1)){const len0 = data1.length;for(let i0=0; i0<len0; i0++){vErrors = within(vErrors,validate54,data1[i0],instancePath+"/metrics/" + i0);}}else {vErrors = note(vErrors,instancePath+"/metrics",told2);}}}else {vErrors = note(vErrors,instancePath,told8);}validate52.errors = vErrors;return vErrors === null;}
