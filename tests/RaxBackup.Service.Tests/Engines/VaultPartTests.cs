using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using RaxBackup.Service.Engines.Vault;
using Xunit;

namespace RaxBackup.Service.Tests.Engines;

public sealed class VaultPartTests
{
    [Fact]
    public void Blocks_are_cut_alike_however_the_bytes_come_and_within_their_limits()
    {
        var data = VaultPlace.Noise(30 << 20, 5);
        var whole = Cuts(data, int.MaxValue);

        Assert.Equal(whole, Cuts(data, 100_001));
        Assert.Equal(data.Length, whole.Sum());
        Assert.All(whole.SkipLast(1), length => Assert.InRange(length, Chunker.Least, Chunker.Most));
        Assert.InRange(whole.Average(), 700 << 10, 1500 << 10);
    }

    [Fact]
    public void Where_blocks_are_cut_is_part_of_the_format() => Assert.Equal(
        [1284195, 264574, 1116058], Cuts(VaultPlace.Noise(8 << 20, 1), int.MaxValue).Take(3));

    [Fact]
    public void Bytes_that_are_all_alike_are_cut_at_the_most() =>
        Assert.Equal([Chunker.Most, Chunker.Most, 1], Cuts(new byte[(8 << 20) + 1], 1 << 20));

    [Fact]
    public void The_index_finds_what_it_learned_and_nothing_else()
    {
        var index = new BlockIndex();
        BlockId Id(int i) => BlockId.Of(BitConverter.GetBytes(i));
        for (var i = 0; i < 50_000; i++)
        {
            index.Add(Id(i), new(i % 7, i, i, i));
        }
        index.DropPack(3);
        index.Add(Id(3), new(8, 33, 3, 3));
        index.Lose(Id(4), new(4, 4, 4, 4));
        index.Lose(Id(5), new(9, 9, 9, 9));

        Assert.Equal(new BlockLocation(8, 33, 3, 3), index.Find(Id(3)));
        Assert.Null(index.Find(Id(4)));
        Assert.Equal(new BlockLocation(5, 5, 5, 5), index.Find(Id(5)));
        for (var i = 6; i < 50_000; i++)
        {
            Assert.Equal(i % 7 == 3 ? null : new BlockLocation(i % 7, i, i, i), index.Find(Id(i)));
        }
        Assert.Null(index.Find(Id(50_000)));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, false)]
    [InlineData(1_000_000, false)]
    [InlineData(1_000_000, true)]
    public void Packing_saves_where_it_can_and_costs_nothing_where_it_cannot(int length, bool noise)
    {
        using var codec = new BlockCodec();
        var plain = noise ? VaultPlace.Noise(length, 1) : new byte[length];
        var stored = codec.Pack(plain).ToArray();
        var back = new byte[length];

        Assert.InRange(stored.Length, 0, noise || length < 2 ? length : length / 100);
        Assert.True(codec.TryUnpack(stored, back));
        Assert.Equal(plain, back);
        Assert.False(codec.TryUnpack(stored, new byte[length + 1]));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-12_345_678)]
    public void Times_of_files_go_through_NET_times_and_back(long ticks)
    {
        var time = DateTime.UnixEpoch.AddTicks(ticks);
        Assert.Equal(time, Moment.From(time).ToDateTime());
        Assert.InRange(Moment.From(time).Nanos, 0, 999_999_999);
        Assert.Equal(DateTime.MaxValue.Year, new Moment(long.MaxValue, 0).ToDateTime().Year);
    }

    [Fact]
    public void Whoever_is_cancelled_because_a_worker_failed_learns_what_it_failed_with()
    {
        for (var round = 0; round < 50; round++)
        {
            using var line = new WorkLine<int>(1, waiting => throw new InvalidDataException($"{waiting.First()}"), default);
            Assert.ThrowsAny<OperationCanceledException>((Action)AddForEver);
            Assert.Equal("7", Assert.Throws<InvalidDataException>(line.ThrowIfFailed).Message);

            void AddForEver()
            {
                while (true)
                {
                    line.Add(7);
                }
            }
        }
    }

    private static List<int> Cuts(byte[] data, int step)
    {
        var (cuts, chunker, from, to) = (new List<int>(), default(Chunker), 0, 0);
        while (from < data.Length)
        {
            to = (int)Math.Min((long)to + step, data.Length);
            while (chunker.Find(data.AsSpan(from, to - from)) is var cut && cut > 0)
            {
                cuts.Add(cut);
                from += cut;
            }
            if (to == data.Length)
            {
                cuts.Add(data.Length - from);
                break;
            }
        }
        return cuts;
    }
}
