using System;
using System.Linq;
using System.Security.Cryptography;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class RecordCipherTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    public void A_record_opens_with_its_key_and_its_identity_alone(int length)
    {
        var plain = VaultPlace.Noise(length, 1);
        var record = Encrypt(plain, "here"u8);
        var back = new byte[length];

        Assert.True(new RecordCipher(Key).TryDecrypt(record, "here"u8, back));
        Assert.Equal(plain, back);
        Assert.False(new RecordCipher(Key).TryDecrypt(record, "there"u8, back));
        Assert.False(new RecordCipher(Key.Reverse().ToArray()).TryDecrypt(record, "here"u8, back));
        Assert.False(new RecordCipher(Key).TryDecrypt(record, "here"u8, new byte[length + 1]));
    }

    [Fact]
    public void A_record_of_which_any_bit_is_another_does_not_open_and_gives_nothing_out()
    {
        var plain = VaultPlace.Noise(20, 1);
        var record = Encrypt(plain, "here"u8);
        for (var bit = 0; bit < record.Length * 8; bit++)
        {
            var damaged = (byte[])record.Clone();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            var back = new byte[20];
            Assert.False(new RecordCipher(Key).TryDecrypt(damaged, "here"u8, back));
            Assert.Equal(new byte[20], back);
        }
    }

    [Fact]
    public void No_two_records_are_alike_though_their_bytes_are()
    {
        var records = Enumerable.Range(0, 5_000).Select(_ => Convert.ToHexString(Encrypt(new byte[16], "here"u8))).ToList();
        Assert.Equal(5_000, records.Select(record => record[..64]).Distinct().Count());
        Assert.Equal(5_000, records.Select(record => record[64..96]).Distinct().Count());
    }

    /// <summary>The format, said once more in the platform's own words: what is written today must open in ten years.</summary>
    [Fact]
    public void How_a_record_is_made_is_part_of_the_format()
    {
        var record = Encrypt("some bytes"u8, "here"u8);
        var own = HKDF.Expand(HashAlgorithmName.SHA256, Key, 32, record[..32]);
        using var cipher = new AesGcm(own, 16);
        var back = new byte[10];
        cipher.Decrypt(new byte[12], record[32..42], record[42..], back, "here"u8);
        Assert.Equal("some bytes"u8, back);
    }

    [Fact]
    public void The_keys_that_follow_from_a_data_key_are_part_of_the_format()
    {
        byte[] Derived(string purpose, int length = 32) =>
            HKDF.Expand(HashAlgorithmName.SHA256, Key, length, System.Text.Encoding.ASCII.GetBytes("RaxBackup 1 " + purpose));
        using var key = DataKey.TakeFrom((byte[])Key.Clone());
        var back = new byte[3];

        Assert.Equal(new Guid(Derived("key id", 16), bigEndian: true), key.Id);
        Assert.Equal(BlockId.Read(HMACSHA256.HashData(Derived("block ids"), "abc"u8)), key.IdOf("abc"u8));
        Assert.Equal(BitConverter.ToUInt64(Derived("cuts", 2048), 8), key.Gear[1]);
        var record = new byte[3 + RecordCipher.Overhead];
        new RecordCipher(Derived("blocks")).Encrypt("abc"u8, default, record);
        Assert.True(key.Blocks.TryDecrypt(record, default, back));
        Assert.False(key.Manifests.TryDecrypt(record, default, back));
        new RecordCipher(Derived("manifests")).Encrypt("abc"u8, default, record);
        Assert.True(key.Manifests.TryDecrypt(record, default, back));
    }

    [Fact]
    public void Keys_are_wiped()
    {
        var bytes = (byte[])Key.Clone();
        var key = DataKey.TakeFrom(bytes);
        Assert.All(bytes, one => Assert.Equal(0, one));
        Assert.Equal(Key, key.Bytes);
        var gear = key.Gear;

        key.Dispose();

        Assert.Equal(new byte[32], key.Bytes);
        Assert.All(gear, one => Assert.Equal(0ul, one));
    }

    [Fact]
    public void A_wrapped_key_opens_with_passphrase_and_agent_and_differs_each_time()
    {
        using var key = DataKey.Create();
        var one = WrappedKey.Wrap(key, "7", "right"u8);
        var other = WrappedKey.Wrap(key, "7", "right"u8);

        using var opened = WrappedKey.Parse(one.Bytes.ToArray()).Open("7", "right"u8);
        Assert.Equal(key.Bytes, opened!.Bytes);
        Assert.Null(one.Open("7", "right "u8));
        Assert.Null(one.Open("8", "right"u8));
        Assert.Equal(key.Id, one.KeyId);
        // From the salt on, apart from the key's id, nothing is alike.
        Assert.False(one.Bytes[12..44].SequenceEqual(other.Bytes[12..44]));
        Assert.False(one.Bytes[60..140].SequenceEqual(other.Bytes[60..140]));
        Assert.True(WrappedKey.Rounds >= 600_000);
        Assert.Equal(WrappedKey.Rounds, BitConverter.ToInt32(one.Bytes[8..12]));
    }

    private static byte[] Encrypt(ReadOnlySpan<byte> plain, ReadOnlySpan<byte> identity)
    {
        var record = new byte[plain.Length + RecordCipher.Overhead];
        new RecordCipher(Key).Encrypt(plain, identity, record);
        return record;
    }
}
