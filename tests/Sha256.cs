using System.Buffers.Binary;
using System.Numerics;

namespace Experiments.Tests;

/// <summary>SHA-256 in C# (FIPS 180-4): .NET's own calls a system library and ends the process where there is none.</summary>
internal static class Sha256
{
    private static readonly uint[] Primes = [.. Enumerable.Range(2, 310).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0)).Take(64).Select(n => (uint)n)];

    // The first 32 bits behind the point of the cube and square roots of the first primes.
    private static readonly uint[] Constants = [.. Primes.Select(prime => Root((BigInteger)prime << 96, 3))];
    private static readonly uint[] Start = [.. Primes.Take(8).Select(prime => Root((BigInteger)prime << 64, 2))];

    /// <summary>The digest in lower-case hexadecimal.</summary>
    public static string Of(byte[] message)
    {
        var padded = new byte[(message.Length + 9 + 63) / 64 * 64];
        message.CopyTo(padded, 0);
        padded[message.Length] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(padded.AsSpan(padded.Length - 8), message.LongLength * 8);
        var state = (uint[])Start.Clone();
        for (var at = 0; at < padded.Length; at += 64)
        {
            Add(state, padded.AsSpan(at, 64));
        }

        return string.Concat(state.Select(word => word.ToString("x8", null)));
    }

    private static void Add(uint[] state, ReadOnlySpan<byte> block)
    {
        unchecked
        {
            var w = new uint[64];
            for (var i = 0; i < 64; i++)
            {
                w[i] = i < 16 ? BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..])
                    : w[i - 16] + w[i - 7] + (Right(w[i - 15], 7) ^ Right(w[i - 15], 18) ^ (w[i - 15] >> 3)) + (Right(w[i - 2], 17) ^ Right(w[i - 2], 19) ^ (w[i - 2] >> 10));
            }

            var v = (uint[])state.Clone();
            for (var i = 0; i < 64; i++)
            {
                var first = v[7] + (Right(v[4], 6) ^ Right(v[4], 11) ^ Right(v[4], 25)) + ((v[4] & v[5]) ^ (~v[4] & v[6])) + Constants[i] + w[i];
                var second = (Right(v[0], 2) ^ Right(v[0], 13) ^ Right(v[0], 22)) + ((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
                v = [first + second, v[0], v[1], v[2], v[3] + first, v[4], v[5], v[6]];
            }

            for (var i = 0; i < 8; i++)
            {
                state[i] += v[i];
            }
        }
    }

    private static uint Right(uint word, int bits) => BitOperations.RotateRight(word, bits);

    /// <summary>The lowest 32 bits of the whole root.</summary>
    private static uint Root(BigInteger value, int degree)
    {
        var root = BigInteger.Zero;
        for (var bit = 40; bit >= 0; bit--)
        {
            var next = root + (BigInteger.One << bit);
            root = BigInteger.Pow(next, degree) <= value ? next : root;
        }

        return (uint)(root & uint.MaxValue);
    }
}
