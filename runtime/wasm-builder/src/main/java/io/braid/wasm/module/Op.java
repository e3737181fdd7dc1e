package io.braid.wasm.module;

/** Numbers of the binary format (WebAssembly 1.0, chapter 5) that this package writes or reads. */
final class Op {
  static final int UNREACHABLE = 0x00;
  static final int BLOCK = 0x02;
  static final int LOOP = 0x03;
  static final int IF = 0x04;
  static final int ELSE = 0x05;
  static final int END = 0x0b;
  static final int BR = 0x0c;
  static final int BR_IF = 0x0d;
  static final int BR_TABLE = 0x0e;
  static final int RETURN = 0x0f;
  static final int CALL = 0x10;
  static final int CALL_INDIRECT = 0x11;
  static final int DROP = 0x1a;
  static final int SELECT = 0x1b;
  static final int LOCAL_GET = 0x20;
  static final int LOCAL_SET = 0x21;
  static final int GLOBAL_GET = 0x23;
  static final int GLOBAL_SET = 0x24;
  static final int FIRST_MEMORY_ACCESS = 0x28;
  static final int I64_LOAD = 0x29;
  static final int I32_LOAD8_U = 0x2d;
  static final int FIRST_STORE = 0x36;
  static final int I64_STORE = 0x37;
  static final int I32_STORE8 = 0x3a;
  static final int LAST_MEMORY_ACCESS = 0x3e;
  static final int MEMORY_SIZE = 0x3f;
  static final int MEMORY_GROW = 0x40;
  static final int I32_CONST = 0x41;
  static final int I64_CONST = 0x42;
  static final int F32_CONST = 0x43;
  static final int F64_CONST = 0x44;
  static final int FIRST_NUMERIC = 0x45;
  static final int I32_EQZ = 0x45;
  static final int I32_LT_U = 0x49;
  static final int I32_LE_U = 0x4d;
  static final int F32_NE = 0x5c;
  static final int F32_LT = 0x5d;
  static final int F32_LE = 0x5f;
  static final int F32_GE = 0x60;
  static final int F64_NE = 0x62;
  static final int F64_LT = 0x63;
  static final int F64_LE = 0x65;
  static final int F64_GE = 0x66;
  static final int I32_ADD = 0x6a;
  static final int I32_SUB = 0x6b;
  static final int I32_AND = 0x71;
  static final int I64_MUL = 0x7e;
  static final int I32_TRUNC_F32_S = 0xa8;
  static final int I32_TRUNC_F64_S = 0xaa;
  static final int I64_EXTEND_I32_U = 0xad;
  static final int I64_TRUNC_F32_S = 0xae;
  static final int I64_TRUNC_F64_S = 0xb0;
  static final int LAST_NUMERIC = 0xbf;
  static final int FIRST_SIGN_EXTENSION = 0xc0;
  static final int LAST_SIGN_EXTENSION = 0xc4;
  static final int PREFIX_FC = 0xfc;
  static final int FC_MEMORY_COPY = 10;
  static final int FC_MEMORY_FILL = 11;

  static final int VOID = 0x40;
  static final int I32 = 0x7f;
  static final int I64 = 0x7e;
  static final int F32 = 0x7d;
  static final int F64 = 0x7c;
  static final int FUNCTION_TYPE = 0x60;

  static final int KIND_FUNCTION = 0;
  static final int KIND_TABLE = 1;
  static final int KIND_MEMORY = 2;
  static final int KIND_GLOBAL = 3;

  private Op() {}
}
