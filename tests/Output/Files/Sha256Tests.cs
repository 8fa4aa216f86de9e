using System.Text;
using Experiments.Output.Files;

namespace Experiments.Tests.Output.Files;

public class Sha256Tests
{
    // NIST, Cryptographic Standards and Guidelines, example values of SHA-256, and its vector of a million a.
    [Theory]
    [InlineData("abc", 1, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")]
    [InlineData("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")]
    [InlineData(
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        1,
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1")]
    [InlineData("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")]
    public void Digests_are_those_published(string text, int times, string digest) =>
        Assert.Equal(digest, Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(text, times)))));

    [Fact]
    public void Messages_of_every_length_around_a_block_and_a_buffer_have_the_digests_that_Python_gives_them()
    {
        // hashlib's digests of these, written one after another, have this one.
        var bytes = Enumerable.Range(0, 65_700).Select(i => (byte)(i * 31 & 255)).ToArray();
        var digests = Enumerable.Range(0, 200).Concat(Enumerable.Range(65_400, 300)).Select(length => Sha256.Of(bytes[..length]));
        Assert.Equal(
            "d2cd546bff4d10422dbbd18875e13a3be03ae367d2fdc49d31dc0e120adde3d5",
            Sha256.Of(Encoding.ASCII.GetBytes(string.Concat(digests))));
    }
}
