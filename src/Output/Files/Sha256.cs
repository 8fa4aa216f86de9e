using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Experiments.Output.Files;

/// <summary>
/// SHA-256 in C# (FIPS 180-4): .NET's own calls a system library and ends the process where there is none.
/// </summary>
public static class Sha256
{
    private const int BlockSize = 64;
    private const int Rounds = 64;
    private const int LengthSize = sizeof(ulong);

    // The first 32 bits behind the point of the cube roots of the first 64 primes, and of the square roots of the first
    // 8.
    private static readonly uint[] Primes =
        [.. Enumerable.Range(2, 310).Where(n => Enumerable.Range(2, n - 2).All(d => n % d != 0)).Take(Rounds).Select(n => (uint)n)];
    private static readonly uint[] Constants = [.. Primes.Select(prime => Root((BigInteger)prime << 96, 3))];
    private static readonly uint[] Start = [.. Primes.Take(8).Select(prime => Root((BigInteger)prime << 64, 2))];

    /// <summary>The digest of some bytes, in lower-case hexadecimal.</summary>
    public static string Of(byte[] message)
    {
        using var stream = new MemoryStream(message, writable: false);
        return Of(stream);
    }

    /// <summary>The digest of a file.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static string OfFile(string path, CancellationToken cancellation = default)
    {
        using var stream = File.OpenRead(path);
        return Of(stream, cancellation);
    }

    /// <summary>The digest of what a stream holds from here on.</summary>
    /// <exception cref="OperationCanceledException">The token said so.</exception>
    public static string Of(Stream message, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(message);
        var state = (uint[])Start.Clone();
        var words = new uint[Constants.Length];
        var buffer = new byte[1024 * BlockSize];
        var length = 0L;
        var filled = buffer.Length;
        while (filled == buffer.Length)
        {
            cancellation.ThrowIfCancellationRequested();
            filled = message.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            length += filled;
            for (var at = 0; at + BlockSize <= filled; at += BlockSize)
            {
                Add(state, words, buffer.AsSpan(at, BlockSize));
            }
        }

        // What is left of it, one bit, zeros, and its length in bits, to the end of a block.
        var rest = filled % BlockSize;
        var end = new byte[rest + 1 + LengthSize <= BlockSize ? BlockSize : 2 * BlockSize];
        buffer.AsSpan(filled - rest, rest).CopyTo(end);
        end[rest] = 0x80;
        BinaryPrimitives.WriteInt64BigEndian(end.AsSpan(end.Length - LengthSize), 8 * length);
        for (var at = 0; at < end.Length; at += BlockSize)
        {
            Add(state, words, end.AsSpan(at, BlockSize));
        }

        return string.Concat(state.Select(word => word.ToString("x8", null)));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(uint[] state, uint[] words, ReadOnlySpan<byte> block)
    {
        unchecked
        {
            var w = words.AsSpan(0, Rounds);
            var constants = Constants.AsSpan(0, Rounds);
            for (var i = 0; i < BlockSize / sizeof(uint); i++)
            {
                w[i] = BinaryPrimitives.ReadUInt32BigEndian(block[(4 * i)..]);
            }

            for (var i = BlockSize / sizeof(uint); i < w.Length; i++)
            {
                var (far, near) = (w[i - 15], w[i - 2]);
                w[i] = w[i - 16]
                    + w[i - 7]
                    + (Right(far, 7) ^ Right(far, 18) ^ (far >> 3))
                    + (Right(near, 17) ^ Right(near, 19) ^ (near >> 10));
            }

            var (a, b, c, d, e, f, g, h) = (state[0], state[1], state[2], state[3], state[4], state[5], state[6], state[7]);
            for (var i = 0; i < w.Length; i += 8)
            {
                // The eight words keep their places; what a round moves is the names.
                Round(a, b, c, ref d, e, f, g, ref h, constants[i] + w[i]);
                Round(h, a, b, ref c, d, e, f, ref g, constants[i + 1] + w[i + 1]);
                Round(g, h, a, ref b, c, d, e, ref f, constants[i + 2] + w[i + 2]);
                Round(f, g, h, ref a, b, c, d, ref e, constants[i + 3] + w[i + 3]);
                Round(e, f, g, ref h, a, b, c, ref d, constants[i + 4] + w[i + 4]);
                Round(d, e, f, ref g, h, a, b, ref c, constants[i + 5] + w[i + 5]);
                Round(c, d, e, ref f, g, h, a, ref b, constants[i + 6] + w[i + 6]);
                Round(b, c, d, ref e, f, g, h, ref a, constants[i + 7] + w[i + 7]);
            }

            state[0] += a;
            state[1] += b;
            state[2] += c;
            state[3] += d;
            state[4] += e;
            state[5] += f;
            state[6] += g;
            state[7] += h;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round(uint a, uint b, uint c, ref uint d, uint e, uint f, uint g, ref uint h, uint word)
    {
        unchecked
        {
            h += (Right(e, 6) ^ Right(e, 11) ^ Right(e, 25)) + (g ^ (e & (f ^ g))) + word;
            d += h;
            h += (Right(a, 2) ^ Right(a, 13) ^ Right(a, 22)) + ((a & b) | (c & (a | b)));
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
